using System.Globalization;

namespace AppHost;

static class EndpointPorts
{
    /// <summary>The port of an endpoint, once the orchestrator has chosen it.</summary>
    public static async Task<int> PortAsync(this EndpointReference endpoint, CancellationToken cancellation = default) =>
        int.Parse((await endpoint.Property(EndpointProperty.Port).GetValueAsync(cancellation))!, CultureInfo.InvariantCulture);
}
