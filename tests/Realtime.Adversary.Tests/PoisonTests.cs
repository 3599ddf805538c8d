using System.Net;
using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests;

/// <summary>Rows that nobody can handle, among those that everybody must.</summary>
public sealed class PoisonTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly StackSettings Quick = new()
    {
        Workers = 2,
        Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "5", ["Realtime__Worker__SweepMilliseconds"] = "250" },
    };

    [Theory]
    [InlineData("{live,sessionId}", "\"no id\"")]
    [InlineData("{live,options}", "5")]
    [InlineData("{live,owner,epoch}", "\"first\"")]
    public async Task A_document_that_nobody_can_read_keeps_no_lost_session_from_its_end_and_no_new_one_from_its_start(string place, string poison)
    {
        var stack = await StartStack(Quick);
        var sessions = await stack.StartSessions(8);
        var killed = await stack.OwnerOf(sessions[0]);
        var lost = await stack.OwnedBy(killed, sessions);
        await Execute(stack, $"update mt_doc_conversation set data = jsonb_set(data, '{place}', '{poison}') where id = '{sessions[0].Conversation.Id}'");

        await killed.Kill();
        foreach (var session in lost.Where(session => session != sessions[0])) Assert.Equal("worker_lost", (await session.Ended()).End().Text("reason"));
        foreach (var session in await stack.StartSessions(2)) (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await Remove(stack, sessions[0].Conversation);
    }

    [Fact]
    public async Task A_session_whose_end_cannot_be_recorded_is_let_go_of_and_costs_no_other()
    {
        var stack = await StartStack(Quick with { Workers = 1 });
        var sessions = await stack.StartSessions(4);
        var victim = sessions[0];
        await Execute(stack, $"update mt_doc_conversation set data = jsonb_set(data, '{{live,options}}', '5') where id = '{victim.Conversation.Id}'");

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
    public async Task A_hole_in_a_conversation_is_named_to_whoever_reads_past_it()
    {
        var stack = await StartStack(Quick with { Workers = 1 });
        var session = (await stack.StartSessions(1))[0];
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await Execute(stack, $"delete from mt_events where stream_id = '{session.Conversation.Id}' and version = 2");

        var page = await stack.Client.Get(session.Conversation.Path + "/events?after=1");
        page.MustBeRefused(HttpStatusCode.InternalServerError, "conversation-damaged");
        Assert.Equal(2, page.Json.GetProperty("version").GetInt32());
        using var patience = Patience.Source();
        using var stream = await stack.Client.Open(session.Conversation.Path + "/events", lastEventId: 0, patience.Token);
        var told = await stream.Content.ReadAsStringAsync(patience.Token); // it ends by itself
        Assert.Contains("id: 1\n", told, StringComparison.Ordinal);
        Assert.Contains("event: error\ndata: {\"type\":\"urn:realtime:problem:conversation-damaged\"", told, StringComparison.Ordinal);
        Assert.Contains("\"version\":2}", told, StringComparison.Ordinal);
        await Remove(stack, session.Conversation);
    }

    /// <summary>It did what it was there for; the log's rules are then looked up in the rest.</summary>
    static Task Remove(RealtimeStack stack, ConversationClient poisoned) => Execute(stack,
        $"delete from mt_events where stream_id = '{poisoned.Id}'; delete from mt_streams where id = '{poisoned.Id}'; delete from mt_doc_conversation where id = '{poisoned.Id}'");

    static async Task Execute(RealtimeStack stack, string sql)
    {
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
