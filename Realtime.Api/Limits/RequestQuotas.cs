using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Realtime.Api.Access;
using Realtime.Api.Problems;

namespace Realtime.Api.Limits;

/// <summary>
/// Limits what each tenant and each key asks of this API. It runs after authorization: a request without a valid credential uses up
/// nobody's quota.
/// </summary>
static class RequestQuotas
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(100);
    static readonly OwnedQuota None = new(Quota.Requests, QuotaOwner.Tenant, "", 0);

    static readonly (Quota Quota, Func<HttpContext, bool> Counts)[] Each =
    [
        (Quota.Starts, context => context.IsStart),
        (Quota.Listeners, context => context.IsListener),
        (Quota.EventStreams, context => context.IsEventStream),
        (Quota.Requests, _ => true),
    ];

    public static void UseRequestQuotas(this IApplicationBuilder app)
    {
        var (book, meter) = (app.ApplicationServices.GetRequiredService<QuotaBook>(),
            app.ApplicationServices.GetRequiredService<QuotaMeter>());
        var refusals = app.ApplicationServices.GetRequiredService<RefusalHandler>();
        app.UseRateLimiter(new RateLimiterOptions
        {
            GlobalLimiter = PartitionedRateLimiter.CreateChained(
            [
                .. from each in Each
                   from owner in (QuotaOwner[])[QuotaOwner.Key, QuotaOwner.Tenant]
                   select PartitionedRateLimiter.Create<HttpContext, OwnedQuota>(context => Find(context, each, owner, book)),
            ]),
            OnRejected = async (rejected, ct) =>
            {
                var context = rejected.HttpContext;
                var reached = context.Features.Get<OwnedQuota>()!;
                meter.Refused(reached, context.User.Tenant);
                await refusals.TryHandleAsync(context,
                    reached.Reached(rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : null), ct);
            },
        });
        app.Use((context, next) => IsLimited(context)
            ? meter.Around(() => next(context), [.. Each.Where(each => each.Counts(context)).Select(each => each.Quota)], context.User.Tenant)
            : next(context));
    }

    static RateLimitPartition<OwnedQuota> Find(HttpContext context, (Quota Quota, Func<HttpContext, bool> Counts) each, QuotaOwner owner,
        QuotaBook book)
    {
        if (!IsLimited(context) || !each.Counts(context)
            || book.Find(each.Quota, owner, context.User.Tenant, context.User.KeyId) is not { } quota)
            return RateLimitPartition.GetNoLimiter(None);
        context.Features.Set(quota); // the chain stops at the limiter that refuses, so the last one set is the reached one
        return each.Quota == Quota.Starts || each.Quota == Quota.Requests
            ? RateLimitPartition.GetTokenBucketLimiter(quota, Bucket)
            : RateLimitPartition.GetConcurrencyLimiter(quota, of =>
                new ConcurrencyLimiterOptions { PermitLimit = of.Most, QueueLimit = 0 });
    }

    static bool IsLimited(HttpContext context) => context.User.Identity is ClaimsIdentity { IsAuthenticated: true } && !context.IsHealthCheck;

    /// <summary>A full bucket that refills evenly within a minute.</summary>
    static TokenBucketRateLimiterOptions Bucket(OwnedQuota quota)
    {
        var period = Minute / quota.Most;
        var tokens = 1;
        if (period < ShortestPeriod) (period, tokens) = (ShortestPeriod, (int)Math.Ceiling(quota.Most * (ShortestPeriod / Minute)));
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = quota.Most, ReplenishmentPeriod = period, TokensPerPeriod = tokens, QueueLimit = 0,
        };
    }
}
