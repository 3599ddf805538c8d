using System.ClientModel;
using System.Text.Json;
using OpenAI.Realtime;
using Realtime.Testing.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests.Packages;

/// <summary>The official .NET client; only its base URL is changed.</summary>
[Collection(LiveServices.Name)]
public sealed class OpenAIClientTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    [Fact]
    public async Task A_whole_session()
    {
        var model = $"sim-net-{Guid.NewGuid():N}:pace-realtime";
        using var patience = Patience.Source();
        using var session = await Client().StartConversationSessionAsync(model, new RealtimeSessionClientOptions(), patience.Token);
        await using var heard = session.ReceiveUpdatesAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        await Until<RealtimeServerUpdateSessionCreated>(heard);

        await Configure(session, heard, RealtimeOutputModality.Text);
        await Say(session, "hello there");
        Assert.Equal("You said: hello there", (await Until<RealtimeServerUpdateResponseOutputTextDone>(heard)).Text);
        await Until<RealtimeServerUpdateResponseDone>(heard);

        await Say(session, """call weather {"city":"Oslo"}""");
        var call = await Until<RealtimeServerUpdateResponseFunctionCallArgumentsDone>(heard);
        Assert.Equal("Oslo", JsonSerializer.Deserialize<JsonElement>(call.FunctionArguments).GetProperty("city").GetString());
        await Until<RealtimeServerUpdateResponseDone>(heard);
        await session.AddItemAsync(RealtimeItem.CreateFunctionCallOutputItem(call.CallId, "12 degrees"));
        await session.StartResponseAsync();
        Assert.Equal("The function answered: 12 degrees", (await Until<RealtimeServerUpdateResponseOutputTextDone>(heard)).Text);
        await Until<RealtimeServerUpdateResponseDone>(heard);

        await Configure(session, heard, RealtimeOutputModality.Audio);
        await Speak(session, Speech.Sentence());
        await Speak(session, Speech.Silence(1_000));
        await Until<RealtimeServerUpdateInputAudioBufferSpeechStopped>(heard);
        Assert.False((await Until<RealtimeServerUpdateResponseOutputAudioDelta>(heard)).Delta.ToMemory().IsEmpty);
        Assert.StartsWith("I heard ", (await Until<RealtimeServerUpdateResponseOutputAudioTranscriptDone>(heard)).Transcript,
            StringComparison.Ordinal);
        await Until<RealtimeServerUpdateResponseDone>(heard);

        await Say(session, string.Concat(Enumerable.Repeat("a long story ", 40)));
        var speaking = await Until<RealtimeServerUpdateResponseOutputAudioDelta>(heard);
        await Speak(session, Speech.Sentence());
        await Until<RealtimeServerUpdateInputAudioBufferSpeechStarted>(heard);
        Assert.Equal(RealtimeResponseStatus.Cancelled, (await Until<RealtimeServerUpdateResponseDone>(heard)).Response.Status);
        await session.TruncateItemAsync(speaking.ItemId, 0, TimeSpan.FromMilliseconds(20));
        await Until<RealtimeServerUpdateConversationItemTruncated>(heard);

        await session.WebSocket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, patience.Token);
        while (await heard.MoveNextAsync())
        {
        }

        await WholeSession.Ended(Stack, model);
    }

    [Fact]
    public async Task An_image_and_several_calls_at_once()
    {
        using var patience = Patience.Source();
        using var session = await Client().StartConversationSessionAsync("sim", new RealtimeSessionClientOptions(), patience.Token);
        await using var heard = session.ReceiveUpdatesAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        await Until<RealtimeServerUpdateSessionCreated>(heard);
        await Configure(session, heard, RealtimeOutputModality.Text);
        await session.SendCommandAsync(BinaryData.FromObjectAsJson(new
        {
            type = "conversation.item.create",
            item = new
            {
                type = "message", role = "user",
                content = new object[] { new { type = "input_text", text = "look" },
                    new { type = "input_image", image_url = $"data:image/png;base64,{Convert.ToBase64String(new byte[1_234])}" } },
            },
        }), new System.ClientModel.Primitives.RequestOptions { CancellationToken = patience.Token });
        await session.StartResponseAsync();
        Assert.Equal("You said: look; you showed 1 image of 1,234 bytes.", (await Until<RealtimeServerUpdateResponseOutputTextDone>(heard)).Text);
        await Until<RealtimeServerUpdateResponseDone>(heard);

        await Say(session, "call weather {\"city\":\"Oslo\"}\ncall weather {\"city\":\"Ulm\"}");
        var calls = new[] { await Until<RealtimeServerUpdateResponseFunctionCallArgumentsDone>(heard),
            await Until<RealtimeServerUpdateResponseFunctionCallArgumentsDone>(heard) };
        await Until<RealtimeServerUpdateResponseDone>(heard);
        Assert.Equal(2, calls.Select(call => call.CallId).Distinct().Count());
        foreach (var call in calls) await session.AddItemAsync(RealtimeItem.CreateFunctionCallOutputItem(call.CallId, "12 degrees"));
        await session.StartResponseAsync();
        Assert.Equal("The function answered: 12 degrees", (await Until<RealtimeServerUpdateResponseOutputTextDone>(heard)).Text);
    }

    [Fact]
    public async Task A_transcription()
    {
        using var patience = Patience.Source();
        using var session = await Client().StartTranscriptionSessionAsync(new RealtimeSessionClientOptions(), patience.Token);
        await using var heard = session.ReceiveUpdatesAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        await Until<RealtimeServerUpdateSessionCreated>(heard);
        await Speak(session, Speech.Sentence());
        await Speak(session, Speech.Silence(1_000));
        Assert.StartsWith("heard ", (await Until<RealtimeServerUpdateConversationItemInputAudioTranscriptionCompleted>(heard)).Transcript,
            StringComparison.Ordinal);
    }

    RealtimeClient Client() => new(new ApiKeyCredential(LiveServices.Key),
        new RealtimeClientOptions { Endpoint = new Uri(Stack.Api.Address, "/v1") });

    static async Task Configure(RealtimeSessionClient session, IAsyncEnumerator<RealtimeServerUpdate> heard,
        RealtimeOutputModality modality)
    {
        await session.ConfigureConversationSessionAsync(new RealtimeConversationSessionOptions
        {
            OutputModalities = { modality },
            Tools = { new RealtimeFunctionTool("weather") { FunctionParameters = BinaryData.FromString("""{"type":"object"}""") } },
        });
        while ((await Until<RealtimeServerUpdateSessionUpdated>(heard)).Session is not RealtimeConversationSession { OutputModalities: [var now] } || now != modality)
        {
        }
    }

    static async Task Say(RealtimeSessionClient session, string text)
    {
        await session.AddItemAsync(RealtimeItem.CreateUserMessageItem(text));
        await session.StartResponseAsync();
    }

    static async Task Speak(RealtimeSessionClient session, ReadOnlyMemory<byte> pcm)
    {
        using var stream = new MemoryStream(pcm.ToArray());
        await session.SendInputAudioAsync(stream);
    }

    /// <summary>Reads on to the next update of that kind; an error fails.</summary>
    static async Task<T> Until<T>(IAsyncEnumerator<RealtimeServerUpdate> heard) where T : RealtimeServerUpdate
    {
        while (await heard.MoveNextAsync())
        {
            if (heard.Current is T found) return found;
            if (heard.Current is RealtimeServerUpdateError error) Assert.Fail($"{error.Error.Code}: {error.Error.Message}");
        }

        throw new InvalidOperationException($"The session ended before {typeof(T).Name}.");
    }
}
