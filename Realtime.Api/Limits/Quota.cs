namespace Realtime.Api.Limits;

/// <summary>Something of which a tenant or a key may use only so much.</summary>
/// <param name="Name">The setting's name, which refusals and metrics show.</param>
/// <param name="What">What is counted, for people.</param>
sealed record Quota(string Name, string What, Func<QuotaSettings, int?> Of)
{
    public static readonly Quota Starts = new(nameof(QuotaSettings.StartsPerMinute), "starts a minute", q => q.StartsPerMinute);
    public static readonly Quota Requests = new(nameof(QuotaSettings.RequestsPerMinute), "requests a minute", q => q.RequestsPerMinute);
    public static readonly Quota LiveSessions = new(nameof(QuotaSettings.LiveSessions), "live sessions at a time", q => q.LiveSessions);
    public static readonly Quota Listeners = new(nameof(QuotaSettings.Listeners), "live sockets at a time", q => q.Listeners);
    public static readonly Quota EventStreams = new(nameof(QuotaSettings.EventStreams), "event streams at a time", q => q.EventStreams);

    public static readonly IReadOnlyList<Quota> All = [Starts, Requests, LiveSessions, Listeners, EventStreams];
}

/// <summary>Whose quota it is.</summary>
enum QuotaOwner
{
    Tenant,
    Key,
}

/// <summary>The quota of one tenant or one key.</summary>
/// <param name="Name">The tenant's name or the key's id.</param>
sealed record OwnedQuota(Quota Quota, QuotaOwner Owner, string Name, int Most)
{
    public LimitReachedException Reached(TimeSpan? retryAfter = null) => new(
        $"{QuotaOptions.Section}:{Owner}:{Quota.Name}", Most, $"{Quota.What} for this {OwnerName}", StatusCodes.Status429TooManyRequests)
    {
        Owner = OwnerName,
        RetryAfter = retryAfter,
    };

    public string OwnerName => Owner is QuotaOwner.Tenant ? "tenant" : "key";
}
