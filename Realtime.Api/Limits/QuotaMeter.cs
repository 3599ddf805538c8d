using System.Diagnostics;
using System.Diagnostics.Metrics;
using Realtime.Sessions;

namespace Realtime.Api.Limits;

/// <summary>What tenants and keys use of their quotas, and what they are refused, as metrics.</summary>
sealed class QuotaMeter(QuotaBook book)
{
    static readonly Meter Meter = new("Realtime.Api");
    static readonly Counter<long> Used = Meter.CreateCounter<long>("realtime.quotas.used",
        description: "Starts, requests, live sessions, listeners and event streams that began, by quota and tenant");
    static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>("realtime.quotas.open",
        description: "Listeners and event streams that are open, by quota and tenant");
    static readonly Counter<long> Refusals = Meter.CreateCounter<long>("realtime.quotas.refused",
        description: "Requests that were refused because a quota was reached, by quota, owner and tenant");

    public void Refused(OwnedQuota quota, Tenant tenant)
    {
        var tags = Tags(quota.Quota, tenant);
        tags.Add("of", quota.OwnerName);
        Refusals.Add(1, tags);
    }

    public void Began(Quota quota, Tenant tenant) => Used.Add(1, Tags(quota, tenant));

    /// <summary>Counts what the request uses while it runs.</summary>
    public async Task Around(Func<Task> request, IReadOnlyList<Quota> quotas, Tenant tenant)
    {
        foreach (var quota in quotas) Began(quota, tenant);
        var open = quotas.Where(quota => quota == Quota.Listeners || quota == Quota.EventStreams).ToArray();
        foreach (var quota in open) Open.Add(1, Tags(quota, tenant));
        try
        {
            await request();
        }
        finally
        {
            foreach (var quota in open) Open.Add(-1, Tags(quota, tenant));
        }
    }

    TagList Tags(Quota quota, Tenant tenant) => new() { { "quota", quota.Name }, { "tenant", book.Label(tenant) } };
}
