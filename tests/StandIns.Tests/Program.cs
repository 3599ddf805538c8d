using StandIns.Tests.MassTransitSql;

// Tests start this program as another process; the test runner does not come through here.
if (args is not [var database])
    return 2;
await HangingConsumer.Run(database);
return 0;
