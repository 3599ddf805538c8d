using System.Text.Json;
using Realtime.Client;

namespace Samples.Voice;

/// <summary>One spoken conversation: what the user says and types goes to the model, what the model says is played and printed.</summary>
sealed class Talk(RealtimeClient client, VoiceOptions options, TextReader typed, TextWriter screen)
{
    /// <returns>False if the session ended with an error.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        await using var speaker = Speaker.Open(options);
        // The session outlives the loss of its worker and the model's time limit.
        var session = await client.StartAsync(options.Conversation, new()
        {
            Model = options.Model, OnWorkerLost = OnWorkerLost.Resume, AtCap = AtCap.Renew, IdleSeconds = 300,
        }, ct);
        await screen.WriteLineAsync($"Session {session.Id} of {session.Conversation}. Speak, or type a line; an empty line ends it.");
        await using var live = await session.ConnectAsync(ct: ct);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var stopping = ct.Register(() => _ = session.EndAsync(CancellationToken.None));
        var (typing, speaking) = (Task.CompletedTask, Task.CompletedTask);
        SessionEnded? end = null;
        try
        {
            await foreach (var message in live.ReadAsync(CancellationToken.None))
            {
                switch (message)
                {
                    case LoggedMessage { Event.Data: SessionStarted }:
                        typing = Type(session, live, over.Token);
                        speaking = Speak(live, over.Token);
                        break;
                    case LoggedMessage { Event.Data: SessionEnded ended }: end = ended; break;
                    case LoggedMessage { Event.Data: TranscriptCompleted { Role: "assistant" } missed }: // while the connection was lost
                        await screen.WriteLineAsync($"model: {missed.Text}");
                        break;
                    case ModelMessage said: await Take(said, speaker); break;
                    case Reconnected: await screen.WriteLineAsync("(the connection was lost, and is back)"); break;
                }
            }
        }
        finally
        {
            if (end is null) await session.EndAsync(CancellationToken.None);
            await over.CancelAsync();
            await Task.WhenAll(Finish(typing), Finish(speaking));
        }

        await screen.WriteLineAsync($"The session ended: {end?.Reason}{(end?.Error is { } error ? $", {error.Message}" : "")}");
        return end is { Error: null };
    }

    async Task Take(ModelMessage said, Speaker speaker)
    {
        switch (said.Type)
        {
            case "response.output_audio.delta":
                await speaker.Play(said.Json.GetProperty("delta").GetBytesFromBase64());
                break;
            case "response.output_audio_transcript.done": await screen.WriteLineAsync($"model: {Text("transcript")}"); break;
            case "response.output_text.done": await screen.WriteLineAsync($"model: {Text("text")}"); break;
            case "conversation.item.input_audio_transcription.completed": await screen.WriteLineAsync($"you: {Text("transcript")}"); break;
            case "input_audio_buffer.speech_started": speaker.Hush(); break; // the user interrupts the model
        }

        string? Text(string name) =>
            said.Json.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
    }

    /// <summary>Sends each line; an empty one, or the end of the input, ends the session.</summary>
    async Task Type(RealtimeSession session, LiveSession live, CancellationToken ct)
    {
        // A read of the console cannot be cancelled, only left.
        while (await typed.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(ct) is { Length: > 0 } line)
        {
            try
            {
                await live.SendTextAsync(line, ct);
            }
            catch (IOException)
            {
                await screen.WriteLineAsync($"(the connection was lost: \"{line}\" may not have arrived)");
            }
        }

        await session.EndAsync(ct);
    }

    async Task Speak(LiveSession live, CancellationToken ct)
    {
        if (options.Quiet) return;
        await foreach (var piece in Microphone.Listen(options.Wav, ct)) await live.SendAudioAsync(piece, ct);
    }

    async Task Finish(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // The session ended first.
        }
        catch (Exception e) when (e is IOException or ProblemException or HttpRequestException or TimeoutException)
        {
            await screen.WriteLineAsync(e.Message);
        }
    }
}
