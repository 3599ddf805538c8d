using Realtime.Api.Limits;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>Appends a start if its tenant and its key have room for it.</summary>
sealed class StartAdmission(Conversations conversations, LiveSessionQuota live, Author author)
{
    /// <exception cref="LimitReachedException">The tenant or the key has as many live sessions as it may.</exception>
    public Task<Committed> Transact(ConversationKey conversation, Start start, CancellationToken ct) =>
        live.Within(conversation, author.By?.Invoke()?.Key, () => conversations.Transact(conversation, start, ct), ct);
}
