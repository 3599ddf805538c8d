using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Workers that are killed, stopped, or paused for too long.</summary>
public sealed class WorkerLossTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly StackSettings TwoWorkers = new()
    {
        Workers = 2,
        Worker =
            new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "5", ["Realtime__Worker__SweepMilliseconds"] = "250" },
    };

    [Fact]
    public async Task The_sessions_of_a_killed_worker_end_once_while_others_go_on_and_start()
    {
        var stack = await StartStack(TwoWorkers);
        var sessions = await stack.StartSessions(12);
        var killed = await stack.OwnerOf(sessions[0]);
        var lost = await stack.OwnedBy(killed, sessions);

        await killed.Kill();
        var meanwhile = await stack.StartSessions(3);
        foreach (var session in lost)
        {
            Assert.Equal("requested, claimed, started, ended(worker_lost, worker_lost)", (await session.Ended()).Life());
            await stack.Upstream.Gone(session.Id);
            Assert.False((await session.Ended()).End().Data.GetProperty("totalsComplete").GetBoolean());
        }

        foreach (var session in sessions.Except(lost).Concat(meanwhile))
        {
            await session.Text("still here?");
            (await session.TryEnd()).MustBe(HttpStatusCode.OK);
            Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
        }

        Assert.Equal(3, (await stack.OwnedBy(stack.Workers.Single(w => w != killed), meanwhile)).Count);
    }

    [Fact]
    public async Task A_stopping_worker_records_the_ends_of_its_sessions_before_it_exits()
    {
        var stack = await StartStack(StackSettings.Default);
        var started = await stack.StartSessions(5);
        var connecting = await stack.Client.NewConversation().StartWithFault("no-handshake");
        await stack.Upstream.Connection(connecting.Id);

        await stack.Workers[0].Stop();
        foreach (var session in started)
        {
            Assert.Equal("requested, claimed, started, ended(server_shutdown)", (await session.Conversation.Events()).Life());
            Assert.Equal(1000, (await stack.Upstream.Connection(session.Id)).CloseReceived?.Code);
        }

        Assert.Equal("requested, claimed, ended(server_shutdown)", (await connecting.Conversation.Events()).Life());
        Answer refused = null!;
        await Patience.Until(async () =>
            (refused = await stack.Client.NewConversation().TryStart()).Status is HttpStatusCode.ServiceUnavailable,
            "the API knows that no worker is left");
        refused.MustBeRefused(HttpStatusCode.ServiceUnavailable, "at-capacity");
    }

    [Fact]
    public async Task A_worker_paused_past_its_lease_appends_nothing_closes_its_sockets_and_goes_on()
    {
        var stack = await StartStack(TwoWorkers);
        var session = (await stack.StartSessions(1))[0];
        var sleeper = await stack.OwnerOf(session);
        await sleeper.Pause();
        await stack.Upstream.Break(session.Id, "flood&count=50");
        var end = (await session.Ended()).End();
        Assert.Equal("worker_lost", end.Text("reason"));

        await sleeper.Resume();
        await stack.Upstream.Gone(session.Id);
        Assert.Equal(end.Version, (await session.Conversation.Events())[^1].Version);

        await stack.Workers.Single(w => w != sleeper).Stop();
        SessionClient? next = null;
        await Patience.Until(async () =>
        {
            var answer = await session.Conversation.TryStart();
            if (answer.Status is HttpStatusCode.Accepted)
                next = session.Conversation.Session(answer.Json.GetProperty("sessionId").GetGuid());
            return next is not null;
        }, "room at the resumed worker");
        await next!.Started();
        await next.TryEnd();
    }
}
