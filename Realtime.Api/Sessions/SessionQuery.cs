using System.Security.Claims;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>
/// Selects among the sessions that the caller may see. Tenant is for operators. From (inclusive) and to (exclusive) bound the time of the
/// request. Text is a part of a name or an id: of the conversation, session, model, voice, worker, reason or error.
/// </summary>
sealed record SessionQuery(
    string? Conversation, string? State, string? Reason, string? Model, string? Worker, DateTimeOffset? From, DateTimeOffset? To,
    string? Tenant, string? Text)
{
    const string Live = "live";
    const int LongestText = 100;

    static readonly string[] States = [.. StoredNames.All<SessionState>(), Live];
    static readonly IReadOnlyList<string> Reasons = StoredNames.All<EndReason>();

    public SummaryFilter Filter(ClaimsPrincipal caller)
    {
        var errors = new Dictionary<string, string[]>();
        if (Conversation is not null && !ConversationId.IsValid(Conversation))
            errors["conversation"] = [$"conversation must be {ConversationId.Rule}"];
        if (Model is not null && !Names.IsName(Model)) errors["model"] = [$"model must be {Names.Rule}"];
        if (Worker is not null && !Names.IsName(Worker)) errors["worker"] = [$"worker must be {Names.Rule}"];
        if (State is not null && !States.Contains(State)) errors["state"] = [$"state must be one of {string.Join(", ", States)}."];
        if (Reason is not null && !Reasons.Contains(Reason)) errors["reason"] = [$"reason must be one of {string.Join(", ", Reasons)}."];
        if (Text is not null && (Text.Trim().Length is < 1 or > LongestText || Text.Any(char.IsControl)))
            errors["text"] = [$"text must have 1 to {LongestText} characters, not only spaces, and no control characters."];
        if (From >= To) errors["to"] = ["to must be after from."];
        if (errors.Count > 0) throw new InvalidOptionsException(errors);
        var tenant = caller.TenantInView(Tenant);
        return new SummaryFilter(tenant, Conversation is null ? null : (tenant ?? caller.Tenant).Conversation(Conversation), State, Reason,
            Model, Worker, From, To, Text?.Trim());
    }
}
