using System.Net;
using Npgsql;
using Realtime.Adversary.Tests.Bounds;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests;

/// <summary>Rows that cannot be handled, among rows that must be.</summary>
public sealed class PoisonTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly StackSettings Quick = new()
    {
        Workers = 2,
        Worker =
            new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "5", ["Realtime__Worker__SweepMilliseconds"] = "250" },
    };

    /// <summary>An API that reads a hole as soon as it is there, and not the events before it from memory.</summary>
    static readonly StackSettings Forgetful = new()
    {
        Workers = 1, Api = new Dictionary<string, string> { ["Realtime__EventLog__RecentEvents"] = "1" },
    };

    [Theory]
    [InlineData("{live,sessionId}", "\"no id\"")]
    [InlineData("{live,options}", "5")]
    [InlineData("{live,owner,epoch}", "\"first\"")]
    public async Task An_unreadable_document_keeps_no_lost_session_from_ending_and_no_new_one_from_starting(string place, string poison)
    {
        var stack = await StartStack(Quick);
        var sessions = await stack.StartSessions(8);
        var killed = await stack.OwnerOf(sessions[0]);
        var lost = await stack.OwnedBy(killed, sessions);
        await Execute(stack,
            $"update mt_doc_conversation set data = jsonb_set(data, '{place}', '{poison}') where id = '{sessions[0].Conversation.Id}'");

        await killed.Kill();
        foreach (var session in lost.Where(session => session != sessions[0]))
            Assert.Equal("worker_lost", (await session.Ended()).End().Text("reason"));
        foreach (var session in await stack.StartSessions(2)) (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await Remove(stack, sessions[0].Conversation);
    }

    [Fact]
    public async Task A_session_whose_end_cannot_be_recorded_is_dropped_and_the_others_go_on()
    {
        var stack = await StartStack(Quick with { Workers = 1 });
        var sessions = await stack.StartSessions(4);
        var victim = sessions[0];
        await Execute(stack, $"""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
            create trigger refuse before insert on mt_events for each row when (new.stream_id = '{victim.Conversation.Id}') execute function refuse()
            """);

        await stack.Upstream.Break(victim.Id, "close&code=4001");
        await Patience.Until(async () => await stack.Workers[0].Health("journal") == "Degraded", "the journal's health says so");
        await stack.Upstream.Gone(victim.Id);
        foreach (var session in sessions[1..])
        {
            await using var follower = session.Conversation.Follow();
            await session.Text("still here?");
            await follower.Until("response_done");
            (await session.TryEnd()).MustBe(HttpStatusCode.OK);
            Assert.Equal("requested", (await session.Ended()).End().Text("reason"));
        }

        await Remove(stack, victim.Conversation);
    }

    [Fact]
    public async Task A_session_that_cannot_be_handed_over_ends_and_the_others_go_on_elsewhere()
    {
        var stack = await StartStack(Quick with { Workers = 1 });
        var sessions = await stack.StartSessions(6, new { onWorkerLost = "resume", modality = "text" });
        await stack.StartWorker();
        await Execute(stack,
            $"update mt_doc_conversation set data = jsonb_set(data, '{{live,options}}', '5') where id = '{sessions[0].Conversation.Id}'");

        await stack.Workers[0].Stop();
        Assert.Equal("requested, claimed, started, ended(server_shutdown)", (await sessions[0].Ended()).Life());
        foreach (var session in sessions[1..])
        {
            await using var follower = session.Conversation.Follow();
            await follower.Until("session_resumed");
            (await session.TryEnd()).MustBe(HttpStatusCode.OK);
            Assert.Equal("requested, claimed, started, claimed, resumed, end_requested, ended(requested)", (await session.Ended()).Life());
        }
    }

    [Fact]
    public async Task A_hole_in_a_conversation_is_named_to_every_client_that_reads_past_it()
    {
        var stack = await StartStack(Forgetful);
        var session = (await stack.StartSessions(1))[0];
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await Execute(stack, $"delete from mt_events where stream_id = '{session.Conversation.Id}' and version = 2");

        var page = await stack.Client.Get(session.Conversation.Path + "/events?after=1");
        page.MustBeRefused(HttpStatusCode.InternalServerError, "conversation-damaged");
        Assert.Equal(2, page.Json.GetProperty("version").GetInt32());
        using var patience = Patience.Source();
        using var stream = await stack.Client.Open(session.Conversation.Path + "/events", lastEventId: 0, patience.Token);
        var told = await stream.Content.ReadAsStringAsync(patience.Token); // the stream ends by itself
        Assert.Contains("id: 1\n", told, StringComparison.Ordinal);
        Assert.Contains("event: error\ndata: {\"type\":\"urn:realtime:problem:conversation-damaged\"", told, StringComparison.Ordinal);
        Assert.Contains("\"version\":2}", told, StringComparison.Ordinal);
        await Remove(stack, session.Conversation);
    }

    [Fact]
    public async Task A_hole_in_a_conversation_closes_only_the_live_sockets_that_reach_it()
    {
        var stack = await StartStack(Forgetful);
        var sessions = await stack.StartSessions(3);
        var (behind, ahead, beside) = (sessions[0], sessions[1], sessions[2]);
        using var bystander = await Watcher.Connect(stack.Api.Address, Live(beside));
        await bystander.Until("session_started", 1);

        // The socket asks for events after a version that is missing.
        await Execute(stack, $"delete from mt_events where stream_id = '{behind.Conversation.Id}' and version = 2");
        using (var late = await Watcher.Connect(stack.Api.Address, Live(behind) + "&after=1"))
        {
            Assert.Equal(4511, await late.UntilClosed());
            Assert.Equal("version 2 is missing", late.CloseReason);
        }

        // The next event leaves a gap before it. The owner of the session cannot read it either.
        using (var attached = await Watcher.Connect(stack.Api.Address, Live(ahead)))
        {
            await attached.Until("session_started", 1);
            var version = (await ahead.Conversation.State()).GetProperty("version").GetInt64();
            await Execute(stack, $"update mt_streams set version = version + 1 where id = '{ahead.Conversation.Id}'");
            await ahead.Text("behind the gap");
            Assert.Equal(4511, await attached.UntilClosed());
            Assert.Equal($"version {version + 1} is missing", attached.CloseReason);
        }

        await Patience.Until(async () => (await ahead.State()).GetProperty("phase").GetString() == "ended",
            "the session that cannot be followed has ended");
        Assert.Equal("log_unreadable", (await ahead.State()).GetProperty("ended").GetProperty("error").GetProperty("code").GetString());
        await GoesOn(beside);
        Assert.True(await bystander.UntilSomething());
        (await behind.TryEnd()).MustBe(HttpStatusCode.OK);
        foreach (var damaged in (SessionClient[])[behind, ahead]) await Remove(stack, damaged.Conversation);
    }

    [Fact]
    public async Task An_item_that_PostgreSQL_cannot_store_ends_only_its_session()
    {
        var stack = await StartStack(Quick with { Workers = 1 });
        var sessions = await stack.StartSessions(6);
        await stack.Upstream.Break(sessions[0].Id, "overflow");
        Assert.Equal("requested, claimed, started, ended(error, not_recordable)", (await sessions[0].Ended()).Life());
        await stack.Upstream.Gone(sessions[0].Id);
        Assert.Equal("Degraded", await stack.Workers[0].Health("journal"));
        foreach (var session in sessions[1..]) await GoesOn(session);
        await GoesOn(await (await sessions[0].Conversation.Start()).Started());
    }

    [Fact]
    public async Task An_event_of_a_newer_version_ends_only_the_session_that_reads_it()
    {
        var stack = await StartStack(Quick);
        var sessions = await stack.StartSessions(6);
        var met = sessions[0];
        await Execute(stack,
            $$"""
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            select nextval('mt_events_sequence'), gen_random_uuid(), id, version + 1, '{"sessionId": "{{met.Id}}", "a": 1}', 'from_the_future', now(), '*DEFAULT*', 'Nowhere.FromTheFuture, Nowhere', false
            from mt_streams where id = '{{met.Conversation.Id}}';
            update mt_streams set version = version + 1 where id = '{{met.Conversation.Id}}'
            """);

        Assert.Equal("requested, claimed, started, ended(error, log_unreadable)", (await met.Ended()).Life());
        await stack.Upstream.Gone(met.Id);
        Assert.Contains(await met.Conversation.Events(), e => e.Type == "from_the_future"); // clients still read it
        foreach (var session in sessions[1..]) await GoesOn(session);
        await GoesOn(await (await met.Conversation.Start()).Started());
        await Remove(stack, met.Conversation);
    }

    /// <summary>The session answers a text and ends once.</summary>
    static async Task GoesOn(SessionClient session)
    {
        await using (var follower = session.Conversation.Follow())
        {
            await follower.Until("session_started", session.Id);
            await session.Text("still here?");
            await follower.Until("response_done", session.Id);
        }

        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
    }

    static string Live(SessionClient session) => $"{session.Conversation.Path}/sessions/{session.Id}/live?drive=false";

    /// <summary>Deletes the poisoned conversation, so that the log's rules can be checked on the rest.</summary>
    static Task Remove(RealtimeStack stack, ConversationClient poisoned) => Execute(stack,
        $"delete from mt_events where stream_id = '{poisoned.Id}'; delete from mt_streams where id = '{poisoned.Id}'; delete from "
        + $"mt_doc_conversation where id = '{poisoned.Id}'");

    static async Task Execute(RealtimeStack stack, string sql)
    {
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
