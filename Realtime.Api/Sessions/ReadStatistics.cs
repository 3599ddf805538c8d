using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.EventLog.Statistics;

namespace Realtime.Api.Sessions;

/// <summary>What sessions did from a time (inclusive) to another (exclusive).</summary>
sealed record StatisticsView(DateTimeOffset From, DateTimeOffset To, SessionStatistics Statistics);

static class ReadStatistics
{
    const int MostDays = 92;
    static readonly TimeSpan Usual = TimeSpan.FromDays(7);

    /// <summary>Times outside of them are mistakes, and sums with them could overflow.</summary>
    static readonly (DateTimeOffset First, DateTimeOffset Last) Times =
        (DateTimeOffset.UnixEpoch, new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Without from and to: the last seven days; with one of them: the seven days after or before it.</summary>
    public static async Task<Ok<StatisticsView>> Handle(ClaimsPrincipal caller, StatisticsStore statistics, TimeProvider time,
        CancellationToken ct, DateTimeOffset? from = null, DateTimeOffset? to = null, string? tenant = null)
    {
        Check("from", from);
        Check("to", to);
        var until = (to ?? from + Usual ?? time.GetUtcNow()).ToUniversalTime();
        var since = (from ?? until - Usual).ToUniversalTime();
        if (since >= until) throw new InvalidOptionsException("to", "to must be after from.");
        if (until - since > TimeSpan.FromDays(MostDays))
            throw new InvalidOptionsException("from", $"from must be at most {MostDays} days before to.");
        var found = await statistics.Of(caller.TenantInView(tenant), since, until, ct);
        return TypedResults.Ok(new StatisticsView(since, until, found));
    }

    static void Check(string name, DateTimeOffset? moment)
    {
        if (moment < Times.First || moment > Times.Last) throw new InvalidOptionsException(name, $"{name} must be from 1970 to 2200.");
    }
}
