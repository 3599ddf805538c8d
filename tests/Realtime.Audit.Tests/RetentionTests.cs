using System.Net;
using System.Net.Http.Json;
using Realtime.EventLog.Audit;
using Realtime.Testing.Servers;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class RetentionTests(StackFixture shared)
{
    readonly string conversation = NewConversation();

    [Fact]
    public async Task Conversations_ended_long_ago_are_archived_and_live_ones_are_not()
    {
        var live = NewConversation();
        var database = await SharedServers.NewDatabase();
        await using (var today = await AuditStack.Start(database))
        {
            await today.Spoken(conversation);
            await today.Speaking(live);
        }

        await using var later = await AuditStack.Start(database,
            [("Realtime:Retention:ArchiveAfterDays", "2"), ("Realtime:Retention:SweepSeconds", "1")], new LaterClock(TimeSpan.FromDays(3)));

        await Patience.Until(async () => (bool)(await later.Get($"/audit/conversations/{conversation}"))["archived"]!);
        Assert.False((bool)(await later.Get($"/audit/conversations/{live}"))["archived"]!);
    }

    [Fact]
    public async Task An_archived_conversation_takes_nothing_more_and_is_readable_everywhere()
    {
        var stack = shared.Stack;
        var session = await stack.Spoken(conversation);
        Assert.True(await stack.Service<Archive>().Close(conversation, default));

        await stack.Http.PostAsJsonAsync($"/conversations/{conversation}/sessions", new { }).Refused(HttpStatusCode.Gone, "conversation-archived");
        await stack.Http.PostAsJsonAsync($"/conversations/{conversation}/sessions", new { ifActive = "replace" }).Refused(HttpStatusCode.Gone, "conversation-archived");
        await stack.Http.PostAsJsonAsync($"/conversations/{conversation}/sessions/{session}/text", new { text = "more" }).Refused(HttpStatusCode.Gone, "conversation-archived");

        Assert.Equal(16, (await stack.Get($"/conversations/{conversation}/events"))["events"]!.AsArray().Count);
        Assert.Equal(16, (await stack.Get($"/audit/conversations/{conversation}"))["events"]!.AsArray().Count);
        Assert.Equal("requested", (string?)(await stack.Get($"/conversations/{conversation}/sessions/{session}"))["ended"]!["reason"]);
        Assert.Equal("started", (string?)(await stack.Get($"/audit/conversations/{conversation}?asOf=14"))["live"]!["phase"]);
        Assert.Single((await stack.Get($"/audit/conversations/{conversation}/sessions"))["sessions"]!.AsArray());
        Assert.Empty(await stack.Findings(conversation));
    }

    [Fact]
    public async Task What_was_accepted_before_is_answered_the_same_after()
    {
        var stack = shared.Stack;
        var session = await stack.Spoken(conversation);
        await stack.Service<Archive>().Close(conversation, default);
        var repeated = await stack.Http.PostAsJsonAsync($"/conversations/{conversation}/sessions/{session}/text", new { text = Secret, inputId = "i1" });
        Assert.Equal(HttpStatusCode.Accepted, repeated.StatusCode);
    }

    [Fact]
    public async Task What_was_said_in_an_archived_conversation_can_be_erased_and_it_stays_archived()
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

    /// <summary>The wall clock of days ahead; timers run as ever.</summary>
    sealed class LaterClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
