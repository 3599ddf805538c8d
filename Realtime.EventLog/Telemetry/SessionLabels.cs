using Microsoft.Extensions.Options;
using Realtime.Sessions;

namespace Realtime.EventLog.Telemetry;

/// <summary>The labels of metrics that name tenants and models, each bounded for this process.</summary>
public sealed class SessionLabels(IOptions<TelemetryOptions> options)
{
    readonly BoundedLabel tenants = new(options.Value.TenantLabels);
    readonly BoundedLabel models = new(options.Value.ModelLabels);

    public KeyValuePair<string, object?> Of(Tenant tenant) => new("tenant", tenants.Of(tenant.ToString()));

    public KeyValuePair<string, object?> OfModel(string model) => new("model", models.Of(model));
}
