using Npgsql;

namespace Realtime.Testing.Tests;

/// <summary>A killed run cannot clean up. Its programs end with it, and the next run removes the rest.</summary>
public sealed class KilledRunTests
{
    [Fact]
    public async Task The_next_run_removes_what_a_killed_run_left_behind()
    {
        string address;
        using (var doomed = SecondProcess.Start(typeof(KilledRunTests)))
        {
            address = await doomed.Said("contained");
            await Connect(address);
            doomed.Kill();
        }

        using var next = SecondProcess.Start(typeof(KilledRunTests));
        Assert.NotEqual(address, await next.Said("contained"));
        await Patience.Until(async () => await Record.ExceptionAsync(() => Connect(address)) is NpgsqlException,
            "the killed run's server gone");
        await next.Finish();
    }

    [Fact]
    public async Task A_run_that_is_terminated_stops_its_server()
    {
        using var run = SecondProcess.Start(typeof(KilledRunTests));
        var address = await run.Said("contained");
        await run.Terminate();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Connect(address));
    }

    static async Task Connect(string address)
    {
        await using var connection = new NpgsqlConnection(address + ";Pooling=false");
        await connection.OpenAsync();
    }
}
