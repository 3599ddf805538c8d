using System.Net;
using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>A conversation as codex clients read it.</summary>
[Collection(SharedServices.Name)]
public sealed class AnchorViewTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_session_is_read_as_notifications_in_pages_of_any_size()
    {
        var conversation = Api.NewConversation();
        var session = await Talk(conversation);
        var whole = await Read(conversation, limit: 1_000);

        Assert.Equal("thread/realtime/started", Method(whole[0]));
        Assert.Equal("thread/realtime/closed", Method(whole[^1]));
        Assert.All(whole, n =>
        {
            Assert.Equal(["method", "params"], n.EnumerateObject().Select(member => member.Name));
            Assert.Equal(conversation.Id, n.GetProperty("params").GetProperty("threadId").GetString());
            Assert.Equal(session, n.GetProperty("params").GetProperty("realtimeSessionId").GetGuid());
        });
        var said = whole.Single(n => Method(n) == "thread/realtime/transcript/done").GetProperty("params");
        Assert.Equal("You said: Hello", said.GetProperty("text").GetString());
        foreach (var limit in (int[])[1, 2, 5]) Assert.Equal(Texts(whole), Texts(await Read(conversation, limit)));
    }

    [Fact]
    public async Task A_page_names_the_session_that_is_active_at_its_start()
    {
        var conversation = Api.NewConversation();
        var session = await Talk(conversation);
        var events = await conversation.Events();
        var started = events.Single(e => e.Type == "session_started").Version;
        Assert.Equal(JsonValueKind.Null, (await Active(conversation, after: 0)).ValueKind);
        Assert.Equal(session, (await Active(conversation, started)).GetGuid());
        Assert.Equal(JsonValueKind.Null, (await Active(conversation, events[^1].Version)).ValueKind);
    }

    static async Task<Guid> Talk(ConversationClient conversation)
    {
        var session = await (await conversation.Start(new { modality = "text" })).Started();
        await session.Text("Hello");
        await using var follower = conversation.Follow();
        await follower.Until("response_done", session.Id);
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        return session.Id;
    }

    async Task<List<JsonElement>> Read(ConversationClient conversation, int limit)
    {
        var all = new List<JsonElement>();
        for (var (after, more) = (0L, true); more;)
        {
            var page = await Page(conversation, after, limit);
            all.AddRange(page.GetProperty("notifications").EnumerateArray());
            (after, more) = (page.GetProperty("next").GetInt64(), page.GetProperty("more").GetBoolean());
        }

        return all;
    }

    async Task<JsonElement> Active(ConversationClient conversation, long after) =>
        (await Page(conversation, after, limit: 1)).GetProperty("activeRealtimeSessionAtPageStart");

    async Task<JsonElement> Page(ConversationClient conversation, long after, int limit) =>
        (await Api.Get($"{conversation.Path}/events?view=anchor&after={after}&limit={limit}")).MustBe(HttpStatusCode.OK).Json;

    static string? Method(JsonElement notification) => notification.GetProperty("method").GetString();

    static IEnumerable<string> Texts(IEnumerable<JsonElement> notifications) => notifications.Select(n => n.GetRawText());
}
