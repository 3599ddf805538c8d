using Npgsql;

namespace Realtime.Testing.Tests;

/// <summary>A run that is killed cannot tidy up: programs stop with it, and the next run removes the rest.</summary>
public sealed class KilledRunTests
{
    [Fact]
    public async Task What_a_killed_run_leaves_behind_is_gone_after_the_start_of_the_next()
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
        await Patience.Until(async () => await Record.ExceptionAsync(() => Connect(address)) is NpgsqlException, "the killed run's server gone");
        await next.Finish();
    }

    [Fact]
    public async Task A_run_that_is_told_to_stop_takes_its_server_with_it()
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
