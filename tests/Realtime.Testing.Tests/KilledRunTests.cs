using Npgsql;
using Realtime.Testing.Programs;

namespace Realtime.Testing.Tests;

/// <summary>What a reaper container does for the package is done here by a watching shell and by the next run.</summary>
public sealed class KilledRunTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_killed_run_leaves_no_server_and_the_next_run_removes_its_data()
    {
        using var doomed = SecondProcess.Start(typeof(KilledRunTests));
        var address = await doomed.Said("contained") + ";Pooling=false";
        var data = await DataFolder(address);
        Assert.True(Directory.Exists(data));

        doomed.Kill();
        await RefusesConnections(address);
        await using var next = new PostgreSqlBuilder("postgres:17").Build();
        await next.StartAsync();
        Assert.False(Directory.Exists(data));
    }

    static async Task<string> DataFolder(string address)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("show data_directory", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    static async Task RefusesConnections(string address)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await DataFolder(address);
            }
            catch (NpgsqlException)
            {
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
