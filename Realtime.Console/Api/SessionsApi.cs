using Realtime.Console.Sessions;

namespace Realtime.Console.Api;

/// <summary>The API's calls that read sessions.</summary>
sealed class SessionsApi(ApiCalls api)
{
    /// <summary>A page of sessions, newest first.</summary>
    public Task<SessionPage> List(SessionFilter filter, CancellationToken ct) =>
        api.Get<SessionPage>("sessions".With([.. filter.ApiParameters, ("before", filter.Before), ("limit", filter.Limit)]), ct);

    /// <summary>The sessions that the filter selects, counted by the reason of their end.</summary>
    public async Task<IReadOnlyList<SessionCount>> Counts(SessionFilter filter, CancellationToken ct) =>
        (await api.Get<SessionCounts>("sessions/counts".With([.. filter.ApiParameters, ("by", "reason")]), ct)).Counts;

    /// <summary>The session as the log has it now.</summary>
    public Task<SessionNow> Now(string conversation, string session, CancellationToken ct) =>
        api.Get<SessionNow>(Path(conversation, session), ct);

    /// <summary>The session as lists show it, a moment behind the log; null if lists do not have it yet.</summary>
    public async Task<SessionNeighbours?> Summary(string conversation, Guid session, CancellationToken ct)
    {
        try
        {
            return await api.Get<SessionNeighbours>(Path(conversation, session.ToString()) + "/summary", ct);
        }
        catch (ApiProblemException e) when (e.Problem.Name is "unknown-session")
        {
            return null;
        }
    }

    public Task<ConversationNow> Conversation(string conversation, CancellationToken ct) =>
        api.Get<ConversationNow>(ApiPath.Of("conversations", conversation), ct);

    static string Path(string conversation, string session) => ApiPath.Of("conversations", conversation, "sessions", session);
}
