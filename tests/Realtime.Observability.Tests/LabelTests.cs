using Microsoft.Extensions.Options;
using Realtime.EventLog.Telemetry;
using Realtime.Sessions;

namespace Realtime.Observability.Tests;

/// <summary>Clients choose the names of tenants and models; metrics must not grow with them.</summary>
public sealed class LabelTests
{
    [Fact]
    public void The_first_values_keep_their_names_and_all_further_ones_are_other()
    {
        var label = new BoundedLabel(2);
        Assert.Equal(["a", "b", "other", "other", "a", "b"], ((string[])["a", "b", "c", "d", "a", "b"]).Select(label.Of));
    }

    [Fact]
    public void The_bound_holds_when_many_come_at_once()
    {
        var label = new BoundedLabel(5);
        var given = Enumerable.Range(0, 10_000).AsParallel().Select(n => label.Of($"model {n % 1_000}")).ToHashSet();
        Assert.Equal(6, given.Count);
        Assert.Contains(BoundedLabel.Other, given);
    }

    [Fact]
    public void Tenants_and_models_have_bounds_of_their_own()
    {
        var labels = new SessionLabels(Options.Create(new TelemetryOptions { TenantLabels = 1, ModelLabels = 0 }));
        Assert.Equal("acme", labels.Of(new Tenant("acme")).Value);
        Assert.Equal("other", labels.Of(new Tenant("umbrella")).Value);
        Assert.Equal("other", labels.OfModel("gpt").Value);
    }
}
