using Realtime.SqlTransport.Tests;

// Tests start this program as another process, to kill it; the test runner does not come through here.
await using var host = await HangingConsumer.Start(args[0]);
await Task.Delay(Timeout.Infinite);
