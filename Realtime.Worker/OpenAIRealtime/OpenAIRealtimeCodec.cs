using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Sessions.Provider;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>A session's messages in OpenAI's Realtime protocol.</summary>
sealed class OpenAIRealtimeCodec(SessionOptions options, Guid session, string transcriptionModel, MessageIds ids) : ICodec
{
    readonly UpstreamReader reader = new(session, ids, options.Instructions, options.Model);
    readonly UpstreamWriter writer = new(ids);

    public ReadOnlyMemory<byte> Configuration(UpstreamConfigured? inForce, IReadOnlyList<string> without)
    {
        var first = First;
        return OpenAIRealtime.Configuration.Without(inForce is null ? first
            : OpenAIRealtime.Configuration.Restore(inForce, first), without);
    }

    /// <summary>What the start asked for.</summary>
    ReadOnlyMemory<byte> First => StartConfiguration.Of(writer.SessionUpdate(options, transcriptionModel), options.Session);

    public ReadOnlyMemory<byte> Encode(UpstreamCommand command) => command switch
    {
        UpstreamCommand.Say { Text: var text } => writer.TextItem(text.Role, text.Text, TextItems.Of(text)),
        UpstreamCommand.Tell { Command: var told } => CommandMessages.Of(told, ids.Of(told)),
        UpstreamCommand.AnswerCall answer => writer.CallAnswer(answer.CallId, answer.Output),
        UpstreamCommand.Respond => writer.ResponseCreate(),
        UpstreamCommand.Cancel => writer.ResponseCancel(),
        UpstreamCommand.Truncate cut => writer.Truncate(cut.ItemId, cut.ContentIndex, cut.Milliseconds),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "The protocol has no message for this command."),
    };

    public ReadOnlyMemory<byte> Settle() => writer.Settle();

    public ReadOnlyMemory<byte> Audio(ReadOnlySpan<byte> pcm) => UpstreamWriter.Audio(pcm);

    public UpstreamMessage Decode(ReadOnlyMemory<byte> message) => reader.Read(message);

    public AudioLength? OutputAudio(ReadOnlySpan<byte> message) => reader.Measure(message);

    public AudioLength? InputAudio(ReadOnlySpan<byte> message) => AudioAppend.Bytes(message) is { } bytes ? InputAudio(bytes) : null;

    public AudioLength InputAudio(int bytes) => new(bytes, reader.InputRate);

    /// <summary>The provider documents no close codes; these occur.</summary>
    public byte[]? ToClient(ReadOnlySpan<byte> message, Pins? pins) => HolderMessages.ToClient(message, pins);

    public FromHolder FromHolder(ReadOnlyMemory<byte> message, Pins pins) => HolderMessages.FromHolder(message, pins);

    public CloseKind Meaning(int? code, string? reason) => code switch
    {
        1001 when reason?.Contains("maximum duration", StringComparison.OrdinalIgnoreCase) == true
            || reason?.Contains("expired", StringComparison.OrdinalIgnoreCase) == true => CloseKind.Expired,
        1001 => CloseKind.Away,
        1008 or 1011 or 4000 => CloseKind.Fault,
        _ => CloseKind.Proper,
    };

    public Replay Replay(IReadOnlyList<SessionEvent> events, int itemsLeftOut = 0) => 
        new ReplayBuilder(writer, options).Build(events, itemsLeftOut);

    public IReadOnlyList<SessionEvent> Unsent(IReadOnlyList<SessionEvent> events) => UnsentInputs.Of(events);
}
