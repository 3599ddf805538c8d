using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests.Limits;

/// <summary>What tenants use of their quotas, as metrics.</summary>
public sealed class QuotaMetricsTests
{
    [Fact]
    public async Task Uses_and_refusals_are_counted_by_quota_and_by_the_tenants_that_the_settings_name()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Name.StartsWith("realtime.quotas.", StringComparison.Ordinal)) own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted.Enqueue(
            $"{instrument.Name["realtime.quotas.".Length..]} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        listener.Start();

        var named = TestKey.Of("metered", "app");
        var others = Enumerable.Range(0, 5).Select(each => TestKey.Of($"unnamed-{each}", "app")).ToArray();
        await using var api = await ApiHost.Start(("Realtime:Access:KeysFile", TestKey.File([named, .. others])),
            ("Realtime:Quotas:Tenants:0:Name", "metered"), ("Realtime:Quotas:Tenants:0:RequestsPerMinute", "1"));
        (await api.Get("/me", named.Key)).MustBe(HttpStatusCode.OK);
        (await api.Get("/me", named.Key)).MustBeRefused(HttpStatusCode.TooManyRequests, "limit-reached");
        foreach (var other in others) (await api.Get("/me", other.Key)).MustBe(HttpStatusCode.OK);

        Assert.Contains("used 1 quota=RequestsPerMinute tenant=metered", counted);
        Assert.Contains("refused 1 quota=RequestsPerMinute tenant=metered of=tenant", counted);
        Assert.True(counted.Count(line => line == "used 1 quota=RequestsPerMinute tenant=other") >= others.Length);
        Assert.DoesNotContain(counted, line => line.Contains("unnamed", StringComparison.Ordinal));
    }
}
