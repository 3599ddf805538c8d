using Realtime.Api.Models;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.EventLog.Access;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>Checks a start before anything is appended: a refused one leaves no trace and never touches a running session.</summary>
sealed class Preflight(StartRules rules, NewNames names, WorkerDirectory workers, Conversations conversations, SessionKeys keys,
    ModelLifetimes lifetimes, SessionSecrets secrets)
{
    public async Task<CheckedStart> Check(ConversationKey conversation, StartRequest request, string? key, CancellationToken ct)
    {
        var errors = new Dictionary<string, string[]>();
        var judged = rules.Judge(request, errors);
        if (names.Problem(conversation.Name) is { } problem && !await MayGoOn(conversation, ct)) errors["conversation"] = [problem];
        if (errors.Count > 0) throw new InvalidOptionsException(errors);

        ct.ThrowIfCancellationRequested();
        var sessionId = request.SessionId ?? (key is null ? Guid.CreateVersion7() : await SessionId(conversation, key, ct));
        var refusal = lifetimes.Refusal(judged.Options.Model) ?? (await workers.HasRoom() ? null : new AtCapacityException());
        // A repeated start gets its first answer, whatever has changed since.
        if (refusal is not null && !await conversations.Knows(conversation, sessionId, ct)) throw refusal;
        var warning = lifetimes.Warning(judged.Options.Model);
        var options = judged.Options with
        {
            SafetyIdentifier = request.EndUser is { } endUser ? EndUser.HashOf(conversation.Tenant, endUser) : null,
        };
        options = await secrets.Encrypt(conversation, sessionId, options, judged.Secrets, ct);
        return new CheckedStart(
            new Start(sessionId, options, judged.Replaces, Warnings: warning is null ? null : [warning]), judged.Unknown);
    }

    /// <summary>A key that was used with the first version keeps its session id.</summary>
    async Task<Guid> SessionId(ConversationKey conversation, string key, CancellationToken ct)
    {
        var before = SessionKeys.FirstVersionSessionId(conversation, key);
        return (await conversations.FindFirstVersionRequest(conversation.Tenant, before, ct))?.StreamKey == conversation.Stream
            ? before
            : await keys.SessionId(conversation, key, ct);
    }

    /// <summary>A conversation that began before its name was ruled out may continue.</summary>
    async Task<bool> MayGoOn(ConversationKey conversation, CancellationToken ct) => conversation.Stream != ConversationId.StoresOwn
        && await conversations.Load(conversation, ct) is { State: { Live: not null } or { LastEnd: not null } };
}

/// <summary>A start that may be appended.</summary>
/// <param name="Unknown">The JSON paths of its fields that pass through to the provider.</param>
sealed record CheckedStart(Start Start, IReadOnlyList<string> Unknown);
