using Realtime.Testing.Client;
using Realtime.Testing.Servers;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests;

/// <summary>PostgreSQL stands still for longer than a lease, and answers late: nothing fails, so only the time shows the outage.</summary>
public sealed class StallTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(7_500);

    static readonly StackSettings TwoWorkers = new()
    {
        Workers = 2,
        Worker =
            new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "5", ["Realtime__Worker__SweepMilliseconds"] = "250" },
    };

    [Fact]
    public async Task A_database_that_stands_still_for_longer_than_a_lease_costs_no_session_and_no_worker_its_id()
    {
        await using var database = await PostgresServer.Create();
        var stack = await StartStack(TwoWorkers with { Database = database.ConnectionString });
        var sessions = await stack.StartSessions(6);
        var before = await Ids(stack);

        for (var round = 0; round < 3; round++)
        {
            await database.Pause();
            await Task.Delay(Stall);
            await database.Resume();
            await LiveOn(stack, sessions, $"after-stall-{round}");
        }

        Assert.Equal(before, await Ids(stack));
        foreach (var session in sessions) await session.TryEnd();
        foreach (var session in sessions)
            Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
        await CloseStacks(); // before the database is removed
    }

    [Fact]
    public async Task A_worker_that_is_killed_while_the_database_stands_still_is_the_only_one_lost()
    {
        await using var database = await PostgresServer.Create();
        var stack = await StartStack(TwoWorkers with { Database = database.ConnectionString });
        var sessions = await stack.StartSessions(6);
        var killed = await stack.OwnerOf(sessions[0]);
        var lost = await stack.OwnedBy(killed, sessions);

        await database.Pause();
        await killed.Kill();
        await Task.Delay(Stall);
        await database.Resume();

        foreach (var session in lost)
            Assert.Equal("requested, claimed, started, ended(worker_lost, worker_lost)", (await session.Ended()).Life());
        await LiveOn(stack, [.. sessions.Except(lost)], "after-the-stall");
        await CloseStacks();
    }

    /// <summary>Each session answers a text; by then every sweep that could have declared its owner lost has run.</summary>
    static async Task LiveOn(RealtimeStack stack, IReadOnlyList<SessionClient> sessions, string text)
    {
        await Task.Delay(TimeSpan.FromSeconds(6)); // a lease, in which no worker judges, and then some sweeps
        foreach (var session in sessions)
        {
            await Patience.Until(async () => (await session.TryText(text, inputId: text)).Status is System.Net.HttpStatusCode.Accepted,
                $"{text}: a text accepted");
            await using var follower = session.Conversation.Follow();
            var answer =
                await follower.Until(e => e.Type is "session_ended" || e.Type is "text_delivered" && e.Text("inputId") == text, text);
            Assert.Equal("text_delivered", answer.Type);
        }

        Assert.DoesNotContain(stack.Workers.SelectMany(worker => worker.Lines),
            line => line.Contains("it drops its sessions", StringComparison.Ordinal));
    }

    static async Task<Dictionary<Uri, string>> Ids(RealtimeStack stack) =>
        (await stack.ListedWorkers()).ToDictionary(worker => worker.Key, worker => worker.Value.GetProperty("id").GetString()!);
}
