using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Servers;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>A stream that could say nothing is refused, in a way that its client can act on.</summary>
[Collection(SharedServices.Name)]
public sealed class StreamOpeningTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_stream_of_an_unknown_conversation_is_not_found_unless_its_client_waits()
    {
        var conversation = Api.NewConversation();
        (await Open(conversation, "")).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
        await using var waiting = conversation.Follow();
        var session = await conversation.Start();
        await waiting.Until("session_started", session.Id);
        await session.TryEnd();
    }

    [Fact]
    public async Task A_position_beyond_the_end_is_refused_with_the_last_version()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        await session.TryEnd();
        var last = (await session.Ended())[^1].Version;
        foreach (var refused in (Answer[])
            [await Open(session.Conversation, "?after=1000"), await Api.Get($"{session.Conversation.Path}/events?after=1000")])
        {
            refused.MustBeRefused(HttpStatusCode.Conflict, "beyond-end");
            Assert.Equal(last, refused.Json.GetProperty("version").GetInt64());
        }
    }

    [Fact]
    public async Task Now_is_the_end_of_the_log()
    {
        var conversation = Api.NewConversation();
        var first = await (await conversation.Start()).Started();
        await first.TryEnd();
        var last = (await first.Ended())[^1].Version;
        var page = (await Api.Get($"{conversation.Path}/events?after=now")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal((0, last), (page.GetProperty("events").GetArrayLength(), page.GetProperty("next").GetInt64()));

        using var stream = await Api.Open($"{conversation.Path}/events?after=now", lastEventId: null, CancellationToken.None);
        var second = await conversation.Start();
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        string? line;
        while ((line = await lines.ReadLineAsync().WaitAsync(Patience.Time))?.StartsWith("id: ", StringComparison.Ordinal) is false)
        {
            // The retry hint comes first.
        }

        Assert.Equal($"id: {last + 1}", line);
        await second.TryEnd();
    }

    [Fact]
    public async Task Each_message_has_its_version_as_id_and_its_type_as_name_however_the_client_says_where_it_was()
    {
        var conversation = Api.NewConversation();
        var session = await (await conversation.Start()).Started();
        await session.TryEnd();
        var all = await session.Ended();
        foreach (var (query, lastEventId) in ((string, long?)[])[("", null), ("?after=2", null), ("", 2), ("?after=1", 2)])
        {
            using var stream = await Api.Open($"{conversation.Path}/events{query}", lastEventId, CancellationToken.None);
            using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
            foreach (var e in all.Where(e => e.Version > (query.Length == 0 && lastEventId is null ? 0 : 2)))
            {
                Assert.Equal($"id: {e.Version}", await Next("id: "));
                Assert.Equal($"event: {e.Type}", await Next("event: "));
                Assert.StartsWith($"data: {{\"version\":{e.Version},", await Next("data: "), StringComparison.Ordinal);
            }

            async Task<string?> Next(string field)
            {
                string? line;
                while ((line = await lines.ReadLineAsync().WaitAsync(Patience.Time)) is not null
                    && !line.StartsWith(field, StringComparison.Ordinal))
                    Assert.False(line.StartsWith("data: ", StringComparison.Ordinal), line);
                return line;
            }
        }
    }

    [Fact]
    public async Task A_stream_that_is_opened_while_the_database_is_away_is_told_to_come_back()
    {
        await using var database = await PostgresServer.Create();
        var stack = await StartStack(new StackSettings { Database = database.ConnectionString });
        var session = await (await stack.Client.NewConversation().Start()).Started();
        await database.Stop();
        var refused = await Answer.Of(
            await stack.Client.Open($"{session.Conversation.Path}/events", lastEventId: 1, CancellationToken.None));
        refused.MustBeRefused(HttpStatusCode.ServiceUnavailable, "log-unavailable");
        Assert.NotNull(refused.RetryAfter);
        await database.Start();
        await session.TryEnd();
        await session.Ended();
        await CloseStacks(); // before the database is disposed
    }

    async Task<Answer> Open(ConversationClient conversation, string query) =>
        await Answer.Of(await Api.Open($"{conversation.Path}/events{query}", lastEventId: null, CancellationToken.None));
}
