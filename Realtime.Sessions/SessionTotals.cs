namespace Realtime.Sessions;

/// <summary>
/// The totals of a session: audio in milliseconds, frames that a full queue dropped, recorded upstream events, tokens, and texts that
/// upstream never took.
/// </summary>
public sealed record SessionTotals(
    long AudioInMilliseconds = 0,
    long AudioOutMilliseconds = 0,
    long FramesDropped = 0,
    long EventsRecorded = 0,
    long MessagesIgnored = 0,
    TokenUsage? Tokens = null,
    int TextsUndelivered = 0)
{
    public static readonly SessionTotals None = new();
}

/// <summary>The tokens, as upstream counts them.</summary>
public sealed record TokenUsage(long Input, long Output)
{
    public static readonly TokenUsage None = new(0, 0);

    public static TokenUsage operator +(TokenUsage left, TokenUsage right) => Add(left, right);

    public static TokenUsage Add(TokenUsage left, TokenUsage right) => new(left.Input + right.Input, left.Output + right.Output);
}
