using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Realtime.Live.Tests.Client;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>Sessions that only transcribe, over sockets and over HTTP; here the provider's limit is so short that they are renewed.</summary>
public sealed class TranscriptionTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly StackSettings Short =
        new() { Worker = new Dictionary<string, string> { ["Realtime__Bounds__SessionSeconds"] = "20" } };

    [Fact]
    public async Task A_socket_with_the_intent_gets_what_was_heard_before_and_after_a_renewal_and_no_answer()
    {
        var stack = await StartStack(Short);
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?intent=transcription&atCap=renew");
        Assert.Equal("transcription", (await client.Until("session.created")).Json.GetProperty("session").GetProperty("type").GetString());
        await client.Send(new
        {
            type = "session.update",
            session = new { type = "transcription", audio = new { input = new { transcription = new { model = "gpt-transcribe", language = "de" } } } },
        });
        await Hear(client);
        var renewed = await client.Until("transport_renewed");
        Assert.Empty(renewed.Data.GetProperty("notRestored").EnumerateArray());
        await Hear(client);
        await client.Close();

        var events = await new ConversationClient(stack.Client, client.Conversation).Session(client.Session).Ended();
        Assert.Equal("requested, claimed, started, transport_renewed, ended(requested)", events.Life());
        Assert.Equal(2, events.Count(e => e.Type == "transcript_completed" && e.Text("text")!.StartsWith("heard ", StringComparison.Ordinal)));
        Assert.DoesNotContain(events, e => e.Type is "response_started" or "upstream_warned");
        Assert.Equal("transcription", events[0].Data.GetProperty("options").GetProperty("type").GetString());
        var connections = await stack.Upstream.Connections(client.Session);
        Assert.Equal(2, connections.Count);
        Assert.All(connections, connection => Assert.DoesNotContain("response.create", connection.Received.Keys));
        var configured = events.Where(e => e.Type == "upstream_configured").Select(e => e.Data.GetProperty("configuration")).ToList();
        Assert.Equal("de", configured[^1].GetProperty("audio").GetProperty("input").GetProperty("transcription").GetProperty("language").GetString());
    }

    [Fact]
    public async Task Over_HTTP_such_a_session_takes_audio_and_refuses_what_asks_for_an_answer()
    {
        var stack = await StartStack(Short);
        var session = await (await stack.Client.NewConversation().Start(new { session = new { type = "transcription" }, atCap = "renew" })).Started();
        await session.Speak(Speech.Sentence());
        (await session.Command("audio/commit")).MustBe(HttpStatusCode.Accepted);
        await using var follower = session.Conversation.Follow();
        Assert.StartsWith("heard ", (await follower.Until("transcript_completed")).Text("text"), StringComparison.Ordinal);
        await follower.Until("transport_renewed");
        await session.Speak(Speech.Sentence());
        await session.Speak(Speech.Silence(1_000));
        await follower.Until("transcript_completed");

        (await session.TryText("hello")).MustBeRefused(HttpStatusCode.Conflict, "transcription-only");
        (await session.Command("responses")).MustBeRefused(HttpStatusCode.Conflict, "transcription-only");
        (await session.Command("items", new { item = new { type = "message", role = "user",
            content = new[] { new { type = "input_text", text = "hi" } } } })).MustBeRefused(HttpStatusCode.Conflict, "transcription-only");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        var events = await session.Ended();
        Assert.DoesNotContain(events, e => e.Type == "response_started");
        Assert.Equal("gpt-transcribe", events.First(e => e.Type == "session_started").Text("model"));
    }

    static async Task Hear(LiveClient client)
    {
        await client.Append(Convert.ToBase64String(Speech.Sentence().Span));
        await client.Append(Convert.ToBase64String(Speech.Silence(1_000).Span));
        await client.Until("conversation.item.input_audio_transcription.completed");
    }
}
