using Realtime.Testing.Servers;

// Tests start this program as another process, and kill it or close its input. The test runner does not use this entry point.
await using var postgres = await PostgresServer.Create();
Console.WriteLine($"contained {postgres.ConnectionString}");
await Console.In.ReadLineAsync();
