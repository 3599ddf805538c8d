using Realtime.Testing.Servers;

namespace Realtime.Testing;

/// <summary>
/// <c>dotnet run --project tests/Realtime.Testing</c> prints the servers that tests use on this machine, and exits with 1 when there is
/// none. With <c>failures FILE…</c> it prints the failed tests of these result files instead. The script ./test runs both.
/// </summary>
static class WhichServers
{
    static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["failures", .. var files])
        {
            foreach (var line in FailedTests.In(files)) Console.WriteLine(line);
            return 0;
        }

        try
        {
            Console.WriteLine(await PostgresServer.Describe());
            Console.WriteLine(RabbitMqBroker.WhyNot is { } whyNot
                ? $"Tests that need RabbitMQ are skipped: {whyNot}"
                : await RabbitMqBroker.Describe());
            return 0;
        }
        catch (InvalidOperationException missing)
        {
            await Console.Error.WriteLineAsync(missing.Message);
            return 1;
        }
    }
}
