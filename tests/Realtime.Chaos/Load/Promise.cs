namespace Realtime.Chaos.Load;

enum PromiseKind
{
    Start,
    Text,
    End,
    HandoffAnswer,
}

/// <summary>A request that an API answered with 2xx. The log must have its effect.</summary>
/// <param name="Key">The input id of a text, the call id of an answer.</param>
/// <param name="Version">The version that the answer named.</param>
sealed record Promise(PromiseKind Kind, string Conversation, Guid Session, string? Key = null, long? Version = null)
{
    public override string ToString() =>
        $"{Kind} {Key} of session {Session} in {Conversation}" + (Version is { } version ? $" at version {version}" : "");
}
