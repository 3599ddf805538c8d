using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Realtime.EventLog.Audit;
using Realtime.Testing.Servers;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class RetentionTests(StackFixture shared)
{
    static readonly (string, string)[] Archiving = [("Realtime:Retention:ArchiveAfterDays", "2"), ("Realtime:Retention:SweepSeconds", "1")];
    readonly string conversation = NewConversation();

    [Fact]
    public async Task Conversations_that_ended_long_ago_are_archived_and_live_ones_are_not()
    {
        var (live, today) = (NewConversation(), NewConversation());
        await using var own = await AuditStack.New(Archiving);
        await own.Spoken(today);
        await own.Speaking(live);
        await own.Spoken(conversation);
        await own.Followed();
        await own.Execute(
            $"update mt_doc_conversation set mt_last_modified = now() - interval '3 days' where id in ('{live}', '{conversation}')");

        await Patience.Until(async () => (bool)(await own.Get($"/audit/conversations/{conversation}"))["archived"]!);
        Assert.False((bool)(await own.Get($"/audit/conversations/{live}"))["archived"]!);
        Assert.False((bool)(await own.Get($"/audit/conversations/{today}"))["archived"]!);
        Assert.True((bool)(await own.Get("/audit/verify"))["intact"]!);
    }

    [Fact]
    public async Task A_worker_with_a_wrong_clock_archives_nothing_too_early()
    {
        var old = NewConversation();
        await using var own = await AuditStack.Start(await SharedServers.NewDatabase(), Archiving, new LaterClock(TimeSpan.FromDays(30)));
        await own.Spoken(conversation);
        await own.Spoken(old);
        await own.Followed();
        await own.Execute($"update mt_doc_conversation set mt_last_modified = now() - interval '3 days' where id = '{old}'");
        await Patience.Until(async () => (bool)(await own.Get($"/audit/conversations/{old}"))["archived"]!); // it sweeps
        Assert.False((bool)(await own.Get($"/audit/conversations/{conversation}"))["archived"]!);
    }

    [Fact]
    public async Task A_conversation_that_cannot_be_archived_blocks_no_other()
    {
        var broken = NewConversation();
        await using var own = await AuditStack.New(Archiving);
        await own.Execute($"""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
            create trigger refuse before update on mt_streams for each row
                when (new.is_archived and new.id = '{broken}') execute function refuse()
            """);
        await own.Spoken(broken);
        await own.Spoken(conversation);
        await own.Followed();
        await own.Execute(
            $"update mt_doc_conversation set mt_last_modified = now() - case id when '{broken}' then "
            + "interval '4 days' else interval '3 days' end");
        await Patience.Until(async () => (bool)(await own.Get($"/audit/conversations/{conversation}"))["archived"]!);
        Assert.False((bool)(await own.Get($"/audit/conversations/{broken}"))["archived"]!);
        await Patience.Until(async () =>
            (string?)JsonNode.Parse(await own.WorkerHttp.GetStringAsync("/health"))!["checks"]!["rows"]!["status"] == "Degraded");

        await own.Execute("drop trigger refuse on mt_streams");
        await Patience.Until(async () => (bool)(await own.Get($"/audit/conversations/{broken}"))["archived"]!);
    }

    [Fact]
    public async Task More_than_a_page_of_conversations_that_cannot_be_archived_delays_no_other()
    {
        const int broken = 450;
        await using var own = await AuditStack.New(Archiving);
        await own.Spoken(conversation);
        await own.Followed();
        await own.Execute($"""
            insert into mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
            select 'broken-' || n, 'conversation', 1, now(), now(), '*DEFAULT*', false from generate_series(1, {broken}) n;
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            select -n, gen_random_uuid(), 'broken-' || n, 1, '5', 'session_ended', now(), '*DEFAULT*', 'x', false
            from generate_series(1, {broken}) n;
            insert into mt_doc_conversation (id, data, mt_last_modified, mt_version, mt_dotnet_type)
            select 'broken-' || n, jsonb_build_object('id', 'broken-' || n), now() - interval '4 days', 1, 'x'
            from generate_series(1, {broken}) n;
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
            create trigger refuse before update on mt_streams for each row
                when (new.is_archived and new.id like 'broken-%') execute function refuse();
            update mt_doc_conversation set mt_last_modified = now() - interval '3 days' where id = '{conversation}'
            """);
        await Patience.Until(async () => (bool)(await own.Get($"/audit/conversations/{conversation}"))["archived"]!);
    }

    /// <summary>Documents of the first version do not have the property "archived".</summary>
    [Fact]
    public async Task The_documents_that_the_first_version_archived_are_marked_once()
    {
        var database = await SharedServers.NewDatabase();
        await using (var first = await AuditStack.Start(database))
        {
            await first.Spoken(conversation);
            await first.Service<Archive>().Close(conversation, default);
        }

        await using var own = await AuditStack.Start(database,
            before: "update mt_doc_conversation set data = data - 'archived'; drop index realtime_ended_conversations");
        Assert.True(await own.Scalar<bool>($"select (data ->> 'archived')::bool from mt_doc_conversation where id = '{conversation}'"));
        Assert.Empty(await own.Findings(conversation));
    }

    [Fact]
    public async Task An_archived_conversation_takes_no_events_and_is_readable_everywhere()
    {
        var stack = shared.Stack;
        var session = await stack.Spoken(conversation);
        Assert.True(await stack.Service<Archive>().Close(conversation, default));

        await stack.Http.PostAsJsonAsync($"/conversations/{conversation}/sessions", new { })
            .Refused(HttpStatusCode.Gone, "conversation-archived");
        await stack.Http.PostAsJsonAsync($"/conversations/{conversation}/sessions", new { ifActive = "replace" })
            .Refused(HttpStatusCode.Gone, "conversation-archived");
        await stack.Http.PostAsJsonAsync($"/conversations/{conversation}/sessions/{session}/text", new { text = "more" })
            .Refused(HttpStatusCode.Gone, "conversation-archived");

        Assert.Equal(16, (await stack.Get($"/conversations/{conversation}/events"))["events"]!.AsArray().Count);
        Assert.Equal(16, (await stack.Get($"/audit/conversations/{conversation}"))["events"]!.AsArray().Count);
        Assert.Equal("requested", (string?)(await stack.Get($"/conversations/{conversation}/sessions/{session}"))["ended"]!["reason"]);
        Assert.Equal("started", (string?)(await stack.Get($"/audit/conversations/{conversation}?asOf=14"))["live"]!["phase"]);
        Assert.Single((await stack.Get($"/audit/conversations/{conversation}/sessions"))["sessions"]!.AsArray());
        Assert.Empty(await stack.Findings(conversation));
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_answer_after_archiving()
    {
        var stack = shared.Stack;
        var session = await stack.Spoken(conversation);
        await stack.Service<Archive>().Close(conversation, default);
        var repeated = await stack.Http.PostAsJsonAsync($"/conversations/{conversation}/sessions/{session}/text",
            new { text = Secret, inputId = "i1" });
        Assert.Equal(HttpStatusCode.Accepted, repeated.StatusCode);
    }

    [Fact]
    public async Task The_content_of_an_archived_conversation_can_be_erased_and_it_stays_archived()
    {
        var stack = shared.Stack;
        await stack.Spoken(conversation);
        await stack.Service<Archive>().Close(conversation, default);

        await stack.Delete($"/conversations/{conversation}/content");
        await stack.Followed();

        Assert.DoesNotContain(Secret, await stack.Lines($"/audit/conversations/{conversation}"));
        Assert.True((bool)(await stack.Get($"/audit/conversations/{conversation}"))["archived"]!);
        Assert.Equal(0, await stack.Scalar<long>($"select count(*) from mt_events where stream_id = '{conversation}' and not is_archived"));
        Assert.Empty(await stack.Findings(conversation));
    }

    [Fact]
    public async Task A_live_conversation_is_not_archived()
    {
        await shared.Stack.Speaking(conversation);
        Assert.False(await shared.Stack.Service<Archive>().Close(conversation, default));
        Assert.False((bool)(await shared.Stack.Get($"/audit/conversations/{conversation}"))["archived"]!);
    }

    /// <summary>A wall clock that is days ahead. Timers run as usual.</summary>
    sealed class LaterClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
