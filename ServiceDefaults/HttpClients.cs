using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;

namespace Realtime.ServiceDefaults;

internal static class HttpClients
{
    /// <summary>
    /// For every client that comes from <see cref="IHttpClientFactory"/>: hosts by the names of the app model, and the standard resilience
    /// (time limits, retries, circuit breaker). Only what may be repeated is retried: never a POST.
    /// Calls between the services (<see cref="InternalCalls"/>) and WebSockets (<c>WebSocketConnector</c>) do not come from the factory.
    /// </summary>
    public static void AddHttpClientDefaults(this IServiceCollection services)
    {
        services.AddServiceDiscovery();
        services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler(resilience => resilience.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });
    }
}
