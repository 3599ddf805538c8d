namespace Realtime.Sessions.Anchor;

/// <summary>One notification as codex clients read it: JSON-RPC without the member jsonrpc.</summary>
/// <param name="Method">One of <see cref="AnchorMethods.All"/>.</param>
public sealed record AnchorNotification(string Method, AnchorParams Params);

/// <summary>The eleven methods of thread/realtime/.</summary>
public static class AnchorMethods
{
    public const string Started = "thread/realtime/started";
    public const string ItemAdded = "thread/realtime/itemAdded";
    public const string ItemStarted = "thread/realtime/item/started";
    public const string ItemTranscriptDelta = "thread/realtime/item/transcript/delta";
    public const string ItemCompleted = "thread/realtime/item/completed";
    public const string TranscriptDelta = "thread/realtime/transcript/delta";
    public const string TranscriptDone = "thread/realtime/transcript/done";
    public const string Error = "thread/realtime/error";
    public const string Closed = "thread/realtime/closed";

    /// <summary>Never in this view: the log has no audio.</summary>
    public const string OutputAudioDelta = "thread/realtime/outputAudio/delta";

    /// <summary>Never in this view: the log has no WebRTC offers.</summary>
    public const string Sdp = "thread/realtime/sdp";

    public static readonly IReadOnlyList<string> All =
    [
        Started, Sdp, ItemAdded, ItemStarted, ItemTranscriptDelta, ItemCompleted, TranscriptDelta, TranscriptDone, OutputAudioDelta, Error,
        Closed,
    ];
}
