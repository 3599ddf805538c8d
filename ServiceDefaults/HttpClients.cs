using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Realtime.ServiceDefaults;

internal static class HttpClients
{
    /// <summary>
    /// Sets the defaults of every client that comes from <see cref="IHttpClientFactory"/>: it resolves hosts by their names in the app
    /// model, and has the standard resilience (time limits, retries, circuit breaker). It never retries a POST. Calls between the services
    /// (<see cref="Internal.InternalCalls"/>) and WebSockets (<c>WebSocketConnector</c>) do not use the factory.
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
