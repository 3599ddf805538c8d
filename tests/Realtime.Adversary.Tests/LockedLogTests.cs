using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Servers;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests;

/// <summary>A lock on the table of events lasts for three leases, and every connection of the services' pools waits for it.</summary>
public sealed class LockedLogTests(ITestOutputHelper output) : StackTests(output)
{
    const int LeaseSeconds = 5, PoolSize = 10;

    [Fact]
    public async Task With_busy_connection_pools_workers_keep_their_leases_and_sessions_go_on()
    {
        var database = await SharedServers.NewDatabase();
        var stack = await StartStack(new StackSettings
        {
            Database = $"{database};Maximum Pool Size={PoolSize}",
            Workers = 2,
            Worker = new Dictionary<string, string>
            {
                ["Realtime__Worker__LeaseSeconds"] = $"{LeaseSeconds}",
                ["Realtime__Worker__SweepMilliseconds"] = "250",
            },
        });
        var sessions = await stack.StartSessions(6);
        var ids = await Ids(stack);
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var held = new NpgsqlCommand("lock table mt_events in access exclusive mode", connection, transaction);
            await held.ExecuteNonQueryAsync();
            foreach (var session in sessions) await stack.Upstream.Break(session.Id, "flood&count=20");
            var waiting = sessions.SelectMany(s => Enumerable.Range(0, PoolSize).Select(n => s.TryText($"while it is locked {n}")))
                .ToList();
            await Task.Delay(TimeSpan.FromSeconds(3 * LeaseSeconds));
            await transaction.RollbackAsync();
            await Task.WhenAll(waiting); // whatever their answers are
        }

        foreach (var session in sessions)
        {
            await Patience.Until(async () =>
                (await session.TryText("afterwards", "afterwards")).Status is System.Net.HttpStatusCode.Accepted);
            await using var follower = session.Conversation.Follow();
            await follower.Until(e => e.Type is "session_ended" || e.Type is "text_delivered" && e.Text("inputId") == "afterwards",
                "the text");
            (await session.TryEnd()).MustBe(System.Net.HttpStatusCode.OK);
            Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
        }

        Assert.Equal(ids, await Ids(stack));
    }

    static async Task<string[]> Ids(RealtimeStack stack) =>
        [.. (await stack.ListedWorkers()).Values.Select(worker => worker.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)];
}
