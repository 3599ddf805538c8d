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
}
