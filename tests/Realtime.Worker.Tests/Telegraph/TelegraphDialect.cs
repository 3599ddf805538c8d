using System.Text;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Sessions.Provider;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Telegraph;

/// <summary>
/// A second protocol, unlike the first: lines of plain words. It can neither truncate, settle nor be renewed. This file is all of it.
/// </summary>
sealed class TelegraphDialect : IDialect
{
    public string Name => "telegraph";

    public Abilities Can { get; } = new(Truncate: false, Cancel: true, Settle: false, Renew: false, Replay: false);

    public TimeSpan LongestTransport => TimeSpan.FromHours(1);

    public string? Problem(string baseUrl) => baseUrl.StartsWith("ws:", StringComparison.Ordinal) ? null : "must begin with ws.";

    public UpstreamRequest Request(UpstreamOptions upstream, SessionOptions session, Guid sessionId) =>
        new(new Uri(upstream.BaseUrl), new Dictionary<string, string> { ["x-office"] = session.Model });

    public ICodec Codec(UpstreamOptions upstream, SessionOptions session, Guid sessionId) => new TelegraphCodec(session, sessionId);
}

sealed class TelegraphCodec(SessionOptions options, Guid session) : ICodec
{
    public ReadOnlyMemory<byte> Configuration(UpstreamConfigured? inForce, IReadOnlyList<string> without) =>
        Line($"OFFICE {options.Instructions}");

    public ReadOnlyMemory<byte> Encode(UpstreamCommand command) => command switch
    {
        UpstreamCommand.Say say => Line($"SAY {say.Text.Text}"),
        UpstreamCommand.AnswerCall answer => Line($"ANSWER {answer.CallId} {answer.Output}"),
        UpstreamCommand.Respond => Line("PLEASE"),
        UpstreamCommand.Cancel => Line("STOP"),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "A telegraph has no word for it."),
    };

    public ReadOnlyMemory<byte> Settle() => throw new NotSupportedException("A telegraph does not settle.");

    public ReadOnlyMemory<byte> Audio(ReadOnlySpan<byte> pcm) => Line($"BEEP {pcm.Length}");

    public UpstreamMessage Decode(ReadOnlyMemory<byte> message) => Encoding.UTF8.GetString(message.Span).Split(' ', 2) switch
    {
        ["BEGIN", var id] => new UpstreamMessage.ResponseBegan(id),
        ["WORDS", var words] => new UpstreamMessage.Recorded(new TranscriptCompleted(session, "telegram", "assistant", words)),
        ["ASK", var call] => new UpstreamMessage.CallsTool(new ToolCall(call, "clerk", "{}")),
        ["END", var id] => new UpstreamMessage.ResponseOver(id, "completed", TokenUsage.None, []),
        ["HUSH"] => new UpstreamMessage.Recorded(new SpeechStarted(session, "u", 0)),
        _ => UpstreamMessage.Ignored.Instance,
    };

    public AudioLength? OutputAudio(ReadOnlySpan<byte> message) => null;

    public AudioLength? InputAudio(ReadOnlySpan<byte> message) => message.StartsWith("BEEP"u8) ? InputAudio(message.Length) : null;

    public AudioLength InputAudio(int bytes) => new(bytes, BytesPerSecond: null);

    public byte[]? ToClient(ReadOnlySpan<byte> message, Pins? pins) => null;

    public FromHolder FromHolder(ReadOnlyMemory<byte> message, Pins pins) => new(message, Error: null);

    public CloseKind Meaning(int? code, string? reason) => CloseKind.Proper;

    public Replay Replay(IReadOnlyList<SessionEvent> events, int itemsLeftOut) => throw new NotSupportedException("A telegraph forgets.");

    public IReadOnlyList<SessionEvent> Unsent(IReadOnlyList<SessionEvent> events) => [];

    static ReadOnlyMemory<byte> Line(string words) => Encoding.UTF8.GetBytes(words);
}
