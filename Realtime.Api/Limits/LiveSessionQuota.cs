using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Limits;

/// <summary>
/// Limits the live sessions of a tenant and of a key. The log is counted, so the limit holds for all APIs together. While a tenant uses less
/// than half of a large limit, a count of the last second is enough. Otherwise its starts take turns, on every node, so that no two of them
/// count the same room.
/// </summary>
sealed class LiveSessionQuota(LiveSessionCounts counts, LiveSessionQueries live, QuotaBook book, QuotaMeter meter, TimeProvider time) : IDisposable
{
    const int MostWaiting = 1_000;

    /// <summary>What other APIs may start within a second without being counted.</summary>
    const int Margin = 500;
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<Tenant, Recent> known = new();

    /// <summary>One start of a tenant waits for the database here, so that none takes the connections of others.</summary>
    readonly PartitionedRateLimiter<Tenant> turns = PartitionedRateLimiter.Create<Tenant, Tenant>(tenant =>
        RateLimitPartition.GetConcurrencyLimiter(tenant, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = MostWaiting }));

    /// <summary>Appends a start within the limits. A start that ends the conversation's live session needs no more room.</summary>
    /// <exception cref="LimitReachedException">The tenant or the key has as many live sessions as it may.</exception>
    public async Task<Committed> Within(ConversationKey conversation, string? key, Func<Task<Committed>> append, CancellationToken ct)
    {
        var ofTenant = book.Find(Quota.LiveSessions, QuotaOwner.Tenant, conversation.Tenant, key);
        var ofKey = book.Find(Quota.LiveSessions, QuotaOwner.Key, conversation.Tenant, key);
        if (ofKey is null && (ofTenant is null || await IsBelow(ofTenant.Most / 2 - Margin, conversation.Tenant, ct)))
            return await Counted(conversation.Tenant, append);
        using var lease = await turns.AcquireAsync(conversation.Tenant, 1, ct);
        if (!lease.IsAcquired) throw new ConversationContendedException(conversation.Name);
        await using var turn = await counts.Take(conversation, ct);
        if (turn.Others >= ofTenant?.Most) throw Refused(ofTenant, conversation.Tenant);
        if (ofKey is not null && await OfKey(conversation, ofKey.Name, ct) >= ofKey.Most) throw Refused(ofKey, conversation.Tenant);
        return await Counted(conversation.Tenant, append);
    }

    async Task<Committed> Counted(Tenant tenant, Func<Task<Committed>> append)
    {
        var committed = await append();
        if (committed.Events.Count > 0) meter.Began(Quota.LiveSessions, tenant);
        return committed;
    }

    async Task<bool> IsBelow(int most, Tenant tenant, CancellationToken ct)
    {
        if (most <= 0) return false;
        var recent = known.GetValueOrDefault(tenant);
        if (recent is null || time.GetElapsedTime(recent.At) > Fresh || recent.Count.IsFaulted)
        {
            known[tenant] = recent = new Recent(time.GetTimestamp(), counts.Of(tenant, CancellationToken.None));
        }

        return await recent.Count.WaitAsync(ct) + recent.AddStart() <= most;
    }

    async Task<long> OfKey(ConversationKey conversation, string key, CancellationToken ct) =>
        (await live.StartedBy(conversation.Tenant, key, ct)).Count(each => each.Conversation != conversation);

    LimitReachedException Refused(OwnedQuota quota, Tenant tenant)
    {
        meter.Refused(quota, tenant);
        return quota.Reached();
    }

    public void Dispose() => turns.Dispose();

    /// <summary>The live sessions of a tenant at a time, and the starts of this API since.</summary>
    sealed class Recent(long at, Task<long> count)
    {
        long starts;

        public long At => at;
        public Task<long> Count => count;

        public long AddStart() => Interlocked.Increment(ref starts);
    }
}
