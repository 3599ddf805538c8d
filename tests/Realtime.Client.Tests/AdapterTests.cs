using Microsoft.Extensions.AI;
using Realtime.Client.Extensions.AI;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Client.Tests;

/// <summary>The IRealtimeClient of Microsoft.Extensions.AI against a real API, worker and simulator.</summary>
[Collection(SharedServices.Name)]
public sealed class AdapterTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_text_is_answered_and_the_session_is_on_the_record()
    {
        using var service = new RealtimeClient(Stack.Api.Address);
        using var client = service.AsIRealtimeClient();
        using var patience = Patience.Source();
        Assert.Same(service, client.GetService(typeof(RealtimeClient)));
        RealtimeSession on;
        await using (var session = await client.CreateSessionAsync(new() { Instructions = "Be brief.", OutputModalities = ["text"] },
            patience.Token))
        {
            on = (RealtimeSession)session.GetService(typeof(RealtimeSession))!;
            await Say(session, "hello", patience.Token);
            var messages = await UntilDone(session, patience.Token);
            Assert.Equal("You said: hello", messages.OfType<OutputTextAudioRealtimeServerMessage>()
                .Single(message => message.Type == RealtimeServerMessageType.OutputTextDone).Text);
            var done = Assert.IsType<ResponseCreatedRealtimeServerMessage>(messages[^1]);
            Assert.Equal(RealtimeResponseStatus.Completed, done.Status);
            Assert.True(done.Usage is { InputTokenCount: > 0, OutputTokenCount: > 0 });
        }

        var events = await on.FollowAsync(ct: patience.Token).ToListAsync(patience.Token);
        Assert.Equal("Be brief.", Assert.IsType<SessionRequested>(events[0].Data).Options.Instructions);
        Assert.Equal(EndReason.Requested, Assert.IsType<SessionEnded>(events[^1].Data).Reason);
    }

    [Fact]
    public async Task A_function_is_called_and_its_result_answered()
    {
        using var service = new RealtimeClient(Stack.Api.Address);
        using var client = service.AsIRealtimeClient();
        using var patience = Patience.Source();
        var weather = AIFunctionFactory.Create((string city) => $"sunny in {city}", "weather");
        await using var session = await client.CreateSessionAsync(new() { Tools = [weather], OutputModalities = ["text"] }, patience.Token);
        await Say(session, """call weather {"city":"Rome"}""", patience.Token);
        var asked = await UntilDone(session, patience.Token);
        var call = asked.OfType<ResponseOutputItemRealtimeServerMessage>()
            .Where(message => message.Type == RealtimeServerMessageType.ResponseOutputItemDone)
            .SelectMany(message => message.Item!.Contents).OfType<FunctionCallContent>().Single();
        Assert.Equal("weather", call.Name);
        var result = await weather.InvokeAsync(new(call.Arguments), patience.Token);
        await session.SendAsync(new CreateConversationItemRealtimeClientMessage(new([new FunctionResultContent(call.CallId, result)])),
            patience.Token);
        await session.SendAsync(new CreateResponseRealtimeClientMessage(), patience.Token);
        var answered = await UntilDone(session, patience.Token);
        Assert.Contains(answered.OfType<OutputTextAudioRealtimeServerMessage>(), message =>
            message.Text?.Contains("sunny in Rome", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Speech_is_heard_and_answered_in_sound()
    {
        using var service = new RealtimeClient(Stack.Api.Address);
        using var client = service.AsIRealtimeClient();
        using var patience = Patience.Source();
        await using var session = await client.CreateSessionAsync(cancellationToken: patience.Token);
        var speaking = Task.CompletedTask;
        var sound = 0;
        await foreach (var message in session.GetStreamingResponseAsync(patience.Token))
        {
            if (message.RawRepresentation is LoggedMessage { Event.Data: SessionStarted }) speaking = Speak(session, patience.Token);
            if (message is OutputTextAudioRealtimeServerMessage { Audio: { } piece }) sound += Convert.FromBase64String(piece).Length;
            if (message.Type == RealtimeServerMessageType.ResponseDone) break;
        }

        await speaking;
        Assert.True(sound > 0);
    }

    static async Task Speak(IRealtimeClientSession session, CancellationToken ct)
    {
        byte[] sound = [.. Speech.Sentence().ToArray(), .. Speech.Silence(1_000).ToArray()];
        foreach (var piece in sound.Chunk(Speech.BytesPer100Milliseconds))
            await session.SendAsync(new InputAudioBufferAppendRealtimeClientMessage(new DataContent(piece, "audio/pcm")), ct);
    }

    static async Task Say(IRealtimeClientSession session, string text, CancellationToken ct)
    {
        await session.SendAsync(new CreateConversationItemRealtimeClientMessage(new([new TextContent(text)], role: ChatRole.User)), ct);
        await session.SendAsync(new CreateResponseRealtimeClientMessage(), ct);
    }

    static async Task<List<RealtimeServerMessage>> UntilDone(IRealtimeClientSession session, CancellationToken ct)
    {
        var messages = new List<RealtimeServerMessage>();
        await foreach (var message in session.GetStreamingResponseAsync(ct))
        {
            messages.Add(message);
            if (message.Type == RealtimeServerMessageType.ResponseDone) break;
        }

        return messages;
    }
}
