using System.Net;
using System.Text.Json.Nodes;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Realtime.Live.Tests.Client;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>Sessions that near the provider's limit: here it is so short that a renewal comes after half of it.</summary>
public sealed class RenewTests(ITestOutputHelper output) : StackTests(output)
{
    static StackSettings Limit(int seconds) =>
        new() { Worker = new Dictionary<string, string> { ["Realtime__Bounds__SessionSeconds"] = $"{seconds}" } };

    [Fact]
    public async Task A_renewed_transport_has_the_conversation_and_the_client_keeps_its_socket()
    {
        var stack = await StartStack(Limit(20));
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim&atCap=renew");
        await client.AnswerInText();
        await client.Say("before");
        var renewed = await client.Until("transport_renewed");
        Assert.Equal(2, renewed.Data.GetProperty("itemsReplayed").GetInt32());
        Assert.Empty(renewed.Data.GetProperty("notRestored").EnumerateArray());
        await client.Say("after");
        await client.Close();

        var connections = await stack.Upstream.Connections(client.Session);
        Assert.Equal(["before", "You said: before", "after"], connections[1].Texts);
        Assert.Equal("closed by the client", connections[0].Outcome);
        var story = await new ConversationClient(stack.Client, client.Conversation).Session(client.Session).Ended();
        Assert.Equal("requested, claimed, started, transport_renewed, ended(requested)", story.Life());
        Assert.DoesNotContain(client.Seen.Where(m => m.Type == "conversation.item.done")
            .GroupBy(m => m.Json.GetProperty("item").GetProperty("id").GetString()), g => g.Count() > 1);
    }

    [Fact]
    public async Task A_drivers_configuration_is_in_force_on_the_new_transport()
    {
        var stack = await StartStack(Limit(20));
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim&atCap=renew");
        var configured = (await client.Configure()).Settings();
        for (var transport = 2; transport <= 3; transport++)
        {
            Assert.Empty((await client.Until("transport_renewed")).Data.GetProperty("notRestored").EnumerateArray());
            Assert.Equal("weather", (await client.CallFunction()).Text("name"));
            Assert.True(JsonNode.DeepEquals(configured, client.Seen.Last(m => m.Type == "session.updated").Settings()));
        }

        await client.Close();
        Assert.All((await stack.Upstream.Connections(client.Session)).Skip(1),
            connection => Assert.Equal(1, connection.Received["session.update"]));
        Assert.DoesNotContain(await new ConversationClient(stack.Client, client.Conversation).Session(client.Session).Ended(),
            e => e.Type == "upstream_warned");
    }

    /// <summary>Each transport refuses its first configuration; on the first transport that is the start's own.</summary>
    [Fact]
    public async Task If_the_new_transport_refuses_a_configuration_the_starts_is_in_force()
    {
        var stack = await StartStack(Limit(20));
        await using var client =
            await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim-fault-refuse-update&atCap=renew&voice=verse");
        await client.Configure();
        await client.Until("transport_renewed");
        await client.Say("still there");
        if (!client.Seen.Any(IsOfTheStart)) await client.Until(IsOfTheStart, "the start's own configuration");
        Assert.DoesNotContain(client.Seen, m => m.Type == "error"); // the driver did not send the refused message
        await client.Close();
        var story = await new ConversationClient(stack.Client, client.Conversation).Session(client.Session).Ended();
        Assert.Equal(2, story.Count(e => e.Type == "upstream_warned" && e.Text("code") == "invalid_value"));
        Assert.Equal("requested, claimed, started, transport_renewed, ended(requested)", story.Life());

        static bool IsOfTheStart(LiveMessage m) =>
            m.Type == "session.updated"
                && m.Json.GetProperty("session").GetProperty("audio").GetProperty("output").GetProperty("voice").GetString() == "verse";
    }

    [Fact]
    public async Task An_item_that_a_driver_deleted_is_not_restored()
    {
        var stack = await StartStack(Limit(20));
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim&atCap=renew");
        await client.AnswerInText();
        await client.Say("forget this");
        var item = client.Seen.First(m => m.Type == "conversation.item.done").Json.GetProperty("item").GetProperty("id").GetString();
        await client.Send(new { type = "conversation.item.delete", item_id = item });
        await client.Until("conversation.item.deleted");
        Assert.Equal(1, (await client.Until("transport_renewed")).Data.GetProperty("itemsReplayed").GetInt32());
        await client.Say("after");
        await client.Close();
        Assert.Equal(["You said: forget this", "after"], (await stack.Upstream.Connections(client.Session))[1].Texts);
    }

    [Fact]
    public async Task Texts_during_a_renewal_reach_the_model_once()
    {
        var stack = await StartStack(Limit(20));
        var session = await (await stack.Client.NewConversation().Start(new { atCap = "renew", modality = "text" })).Started();
        await using var follower = session.Conversation.Follow();
        var texts = new List<string>();
        var renewals = follower.Until("transport_renewed");
        while (!renewals.IsCompleted)
        {
            var text = $"text {texts.Count}";
            if ((await session.TryText(text)).Status is HttpStatusCode.Accepted) texts.Add(text);
            await Task.WhenAny(renewals, Task.Delay(50));
        }

        await renewals;
        await session.Text("the last");
        await follower.Until(e => e.Type == "item_done" && e.Data.ToString().Contains("\"the last\"", StringComparison.Ordinal),
            "the last text's item");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        var story = await session.Ended();
        Assert.Equal([.. texts, "the last"], Said(story));
        Assert.Equal(texts.Count + 1, story.Count(e => e.Type == "text_delivered"));
        Assert.Equal("requested", story.End().Text("reason"));
        Assert.Equal(texts.Count + 1, await Told(stack, session.Id, story));
    }

    /// <summary>
    /// Many drivers talk all through a renewal, so that each meets the switch at a different moment. The limit leaves a busy machine time
    /// to end before the next renewal, whose last call would cut an answer off.
    /// </summary>
    [Fact]
    public async Task Drivers_messages_during_a_renewal_reach_the_model_once_and_in_order()
    {
        var stack = await StartStack(Limit(60));
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim&atCap=renew");
            await client.AnswerInText();
            var texts = await TalkThroughARenewal(client, quickAfter: TimeSpan.FromSeconds(27));
            texts.Add("the last");
            await client.Say("the last");
            await client.Close();
            var story = await new ConversationClient(stack.Client, client.Conversation).Session(client.Session).Ended();
            Assert.Equal(texts, Said(story));
            Assert.DoesNotContain(story, e => e.Type == "upstream_warned");
            Assert.Equal(texts.Count, await Told(stack, client.Session, story));
            var last = (await stack.Upstream.Connections(client.Session)).First(connection => connection.Texts.Contains("the last")).Texts;
            Assert.Equal(texts.TakeLast(last.Count), last);
        }));
    }

    /// <summary>
    /// Sends texts until twenty after the first renewal, quickly only near it. It never has more than a few that the model has not
    /// confirmed: the old transport has to answer all that it was told before the new one takes over.
    /// </summary>
    static async Task<List<string>> TalkThroughARenewal(LiveClient client, TimeSpan quickAfter)
    {
        const int ahead = 8;
        var (texts, confirmed, begin) = (new List<string>(), 0, TimeProvider.System.GetTimestamp());
        LiveMessage? renewed = null;
        for (var more = 20; more > 0; more -= renewed is null ? 0 : 1)
        {
            texts.Add($"text {texts.Count}");
            await client.Item(texts[^1]);
            while (texts.Count - confirmed > ahead)
            {
                var next = await client.Until(m => m.Type is "conversation.item.added" or "transport_renewed", "confirmation");
                if (next.Type == "transport_renewed") renewed ??= next;
                else confirmed++;
            }

            if (TimeProvider.System.GetElapsedTime(begin) < quickAfter) await Task.Delay(100);
        }

        Assert.Empty(renewed!.Data.GetProperty("notRestored").EnumerateArray());
        return texts;
    }

    /// <summary>A client that is lost there and resumes after the event would miss the rest for good.</summary>
    [Fact]
    public async Task A_lifecycle_event_comes_after_all_that_the_log_has_before_it()
    {
        var stack = await StartStack(Limit(24));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim&atCap=renew");
            await client.Until("session.updated");
            var renewed = await FloodUntilRenewed(stack, client);
            var told = client.Seen.Count(m => m.Type is "conversation.item.added" or "item_added");
            await client.Close();
            var story = await new ConversationClient(stack.Client, client.Conversation).Session(client.Session).Ended();
            var recorded = story.Count(e => e.Type == "item_added" && e.Version < renewed.Version);
            Assert.True(told >= recorded, $"{recorded} items are recorded before version {renewed.Version}, and {told} were told.");
        }));
    }

    /// <summary>The model adds items all the time, fifty at once; each fifty follows when the client has the last of those before.</summary>
    static async Task<LiveMessage> FloodUntilRenewed(RealtimeStack stack, LiveClient client)
    {
        const int flood = 50;
        while (true)
        {
            await stack.Upstream.TryBreak(client.Session, $"flood&count={flood}");
            var left = flood;
            var next = await client.Until(
                m => m.Type == "transport_renewed" || (m.Type == "conversation.item.added" && --left == 0), "renewal");
            if (next.Type == "transport_renewed") return next;
        }
    }

    static IEnumerable<string?> Said(IEnumerable<Event> story) => story
        .Where(e => e.Type == "item_done" && e.Data.GetProperty("item").GetProperty("role").GetString() == "user")
        .Select(e => e.Data.GetProperty("item").GetProperty("content")[0].GetProperty("text").GetString());

    /// <summary>
    /// Items that the transports of a session got, without those that a renewal restored. On a busy machine a session may be renewed once
    /// more and end before the model has read the last transport's messages: that transport then got nothing else.
    /// </summary>
    static async Task<long> Told(RealtimeStack stack, Guid session, IEnumerable<Event> story)
    {
        var told = story.Where(e => e.Type == "transport_renewed").Select(e => e.Data.GetProperty("itemsReplayed").GetInt64()).Prepend(0)
            .ToList();
        var connections = (await stack.Upstream.Connections(session)).DistinctBy(connection => connection.Id).ToList();
        Assert.InRange(connections.Count, told.Count, told.Count + 1); // another transport may just have been opened
        return connections.Zip(told,
            (connection, again) => Math.Max(0, connection.Received.GetValueOrDefault("conversation.item.create") - again)).Sum();
    }

    [Fact]
    public async Task The_client_of_a_session_that_is_not_renewed_is_warned_before_it_expires()
    {
        var stack = await StartStack(Limit(6));
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim");
        var expiring = await client.Until("session_expiring");
        Assert.Equal(client.Session.ToString(), expiring.Text("sessionId"));
        Assert.InRange(expiring.Json.GetProperty("secondsLeft").GetInt32(), 0, 3);
        Assert.Equal(4408, await client.UntilClosed());
        Assert.Equal(("session_ended", "expired"), (client.Seen[^1].Type, client.Seen[^1].Data.GetProperty("reason").GetString()));
    }
}
