using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Realtime.Api.Limits;

/// <summary>
/// Limits the requests of each kind that this API serves at a time. Kinds do not share limits: ten thousand followers leave room for a
/// start, and health checks are never limited.
/// </summary>
static class RequestLimits
{
    sealed record Kind(string Setting, int Most, string What);

    static readonly Kind Unlimited = new("", int.MaxValue, "");

    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddSingleton<SessionSockets>();
        services.AddSingleton<LargeBodies>();
        services.AddSingleton<CatchUps>();
        services.AddOptions<QuotaOptions>().BindConfiguration(QuotaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<QuotaBook>();
        services.AddSingleton<QuotaMeter>();
        services.AddSingleton<LiveSessionQuota>();
        services.AddSingleton<BudgetGate>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApiOptions>>((limiter, api) =>
        {
            var options = api.Value;
            limiter.GlobalLimiter =
                PartitionedRateLimiter.Create<HttpContext, Kind>(context => Of(context, options) is var kind && kind == Unlimited
                ? RateLimitPartition.GetNoLimiter(kind)
                : RateLimitPartition.GetConcurrencyLimiter(kind,
                    _ => new ConcurrencyLimiterOptions { PermitLimit = kind.Most, QueueLimit = 0 }));
            limiter.OnRejected = (rejected, _) =>
            {
                var kind = Of(rejected.HttpContext, options);
                throw new LimitReachedException(kind.Setting, kind.Most, kind.What, StatusCodes.Status503ServiceUnavailable);
            };
        });
    }

    static Kind Of(HttpContext context, ApiOptions options)
    {
        if (context.IsHealthCheck) return Unlimited;
        if (context.WebSockets.IsWebSocketRequest) return new Kind("Realtime:LiveSockets", options.LiveSockets, "live sockets at a time");
        return context.IsEventStream
            ? new Kind("Realtime:EventStreams", options.EventStreams, "event streams at a time")
            : new Kind("Realtime:RequestsInFlight", options.RequestsInFlight, "requests at a time");
    }
}
