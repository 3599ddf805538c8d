namespace Realtime.Console.Api;

/// <summary>How far the reader's conversations are sealed.</summary>
/// <param name="Behind">The number of events that are not sealed yet.</param>
/// <param name="Since">The time of the oldest of them.</param>
/// <param name="Unsealed">The number of conversations that cannot be sealed.</param>
/// <param name="Sealing">How far the whole log is sealed: for operators only.</param>
public sealed record SealState(long Behind, DateTimeOffset? Since, long Unsealed, LogSealing? Sealing);

public sealed record LogSealing(long Sequence, long Last, long Behind);

/// <summary>A conversation as the audit knows it.</summary>
public sealed record AuditedConversation(string Conversation, long Version, bool Archived);

/// <summary>The API's calls that say what the record is worth.</summary>
sealed class TrustApi(ApiCalls api)
{
    public Task<SealState> Sealing(CancellationToken ct) => api.Get<SealState>("audit/sealing", ct);

    public Task<AuditedConversation> Conversation(string name, CancellationToken ct) =>
        api.Get<AuditedConversation>(ApiPath.Of("audit", "conversations", name).With(("limit", 1)), ct);
}
