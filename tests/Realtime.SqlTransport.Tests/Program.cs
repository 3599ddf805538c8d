using Realtime.SqlTransport.Tests;

// Tests start this program as another process and kill it. The test runner does not use this entry point.
await using var host = await HangingConsumer.Start(args[0]);
await Task.Delay(Timeout.Infinite);
