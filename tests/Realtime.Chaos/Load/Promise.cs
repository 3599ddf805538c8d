namespace Realtime.Chaos.Load;

enum PromiseKind
{
    Start,
    Text,
    End,
    HandoffAnswer,
}

/// <summary>Something that an API answered with 2xx, and that the log must therefore have.</summary>
/// <param name="Key">The input id of a text, the call id of an answer.</param>
/// <param name="Version">Where the answer said it is.</param>
sealed record Promise(PromiseKind Kind, string Conversation, Guid Session, string? Key = null, long? Version = null)
{
    public override string ToString() => $"{Kind} {Key} of session {Session} in {Conversation}" + (Version is { } version ? $" at version {version}" : "");
}
