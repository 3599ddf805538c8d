using Realtime.Testing.Servers;

// Tests start this program as another process, and kill it or end its input; the test runner does not come through here.
await using var postgres = await PostgresServer.Create();
Console.WriteLine($"contained {postgres.ConnectionString}");
await Console.In.ReadLineAsync();
