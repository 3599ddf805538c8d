using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Realtime.Simulator.Connections;
using Realtime.Simulator.Speech;

namespace Realtime.Simulator.Protocol;

/// <summary>The input audio buffer. It keeps no audio, only the length of it and where speech began.</summary>
internal sealed class InputAudio(Outbox outbox, SessionSettings settings, ConversationItems items, Responses responses)
{
    private const int ShortestCommitMilliseconds = 100;
    private readonly SpeechDetector detector = new();
    private readonly List<SpeechChange> changes = [];
    private TurnDetection? turns = settings.TurnDetection;
    private long bufferedFrom;
    private string speechItemId = "";
    private int speechStart;

    private int BufferedMilliseconds => (int)((detector.Samples - bufferedFrom) / AudioFormat.SamplesPerMillisecond);

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> base64)
    {
        Listen(base64.Span);
        outbox.Record.AudioMilliseconds = detector.Samples / AudioFormat.SamplesPerMillisecond;
        foreach (var change in changes)
        {
            if (change.Started)
                await StartSpeechAsync(change.AtMilliseconds);
            else
                await StopSpeechAsync(change.AtMilliseconds);
        }
    }

    public async ValueTask CommitAsync()
    {
        if (BufferedMilliseconds < ShortestCommitMilliseconds)
        {
            throw new ClientEventException("input_audio_buffer_commit_empty", string.Create(
                CultureInfo.InvariantCulture,
                $"The buffer holds {BufferedMilliseconds} ms of audio; a commit needs at least {ShortestCommitMilliseconds} ms."));
        }

        var itemId = detector.InSpeech ? speechItemId : Ids.New("item");
        detector.Forget();
        await CommitAsync(itemId, BufferedMilliseconds);
    }

    public ValueTask ClearAsync()
    {
        detector.Forget();
        bufferedFrom = detector.Samples;
        return outbox.SendAsync("input_audio_buffer.cleared");
    }

    public void TurnDetectionMayHaveChanged()
    {
        turns = settings.TurnDetection;
        if (turns is null)
            detector.Forget();
    }

    private void Listen(ReadOnlySpan<byte> base64)
    {
        changes.Clear();
        var pcm = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        try
        {
            if (Base64.DecodeFromUtf8(base64, pcm, out _, out var length) != OperationStatus.Done || length == 0
                || settings.InputFormat.Decode(pcm.AsSpan(0, length)) is not { } linear)
                throw ClientEventException.Invalid("audio", $"{settings.InputFormat.Name} in base64 is expected.");
            detector.Listen(linear, turns, changes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pcm);
        }
    }

    private async ValueTask StartSpeechAsync(int at)
    {
        speechItemId = Ids.New("item");
        speechStart = at;
        await outbox.SendAsync("input_audio_buffer.speech_started", (at, speechItemId), static (json, speech) =>
        {
            json.WriteNumber("audio_start_ms", speech.at);
            json.WriteString("item_id", speech.speechItemId);
        });
        if (turns is { InterruptsResponse: true })
            await responses.InterruptAsync();
    }

    private async ValueTask StopSpeechAsync(int at)
    {
        await outbox.SendAsync("input_audio_buffer.speech_stopped", (at, speechItemId), static (json, speech) =>
        {
            json.WriteNumber("audio_end_ms", speech.at);
            json.WriteString("item_id", speech.speechItemId);
        });
        await CommitAsync(speechItemId, at - speechStart);
        if (turns is { CreatesResponse: true } && !settings.IsTranscription)
            await responses.CreateAsync(null);
    }

    private async ValueTask CommitAsync(string itemId, int milliseconds)
    {
        bufferedFrom = detector.Samples;
        await outbox.SendAsync("input_audio_buffer.committed", (items.Last?.Id, itemId), static (json, committed) =>
        {
            json.WriteString("previous_item_id", committed.Id);
            json.WriteString("item_id", committed.itemId);
        });

        var item = Item.SpokenByUser(itemId, milliseconds);
        await items.AddAsync(item);
        await items.DoneAsync(item);
        if (settings.Transcribes)
            await Transcription.SendAsync(outbox, item);
    }
}
