using Realtime.Testing.Programs;

// Tests start this program as another process, to kill it; the test runner does not come through here.
await using var postgres = new PostgreSqlBuilder("postgres:17").Build();
await postgres.StartAsync();
Console.WriteLine($"contained {postgres.GetConnectionString()}");
await Task.Delay(Timeout.Infinite);
