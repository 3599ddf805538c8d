using Microsoft.Extensions.Configuration;

namespace AppHost.Services;

static class ServiceExtensions
{
    public static IResourceBuilder<ProjectResource> AddSimulator(this IDistributedApplicationBuilder builder) =>
        builder.AddService<Projects.Realtime_Simulator>("simulator")
            .WithHttpEndpoint()
            .WithReadiness()
            .WithIconName("Bot")
            .WithUrlForEndpoint("http", url => (url.DisplayText, url.Url) = ("Simulator: open sessions", "/sessions"))
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { DisplayText = "Simulator: faults", Url = "/faults" });

    public static IResourceBuilder<ProjectResource> AddWorker(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<IResourceWithConnectionString> database, IResourceBuilder<IResourceWithConnectionString>? broker) =>
        builder.AddService<Projects.Realtime_Worker>("worker")
            .WithStores(database, broker)
            .WithHttpEndpoint()
            .WithReadiness()
            .WithIconName("PlugConnected")
            .WithUrlForEndpoint("http", url => (url.DisplayText, url.Url) = ("Health", "/health"))
            .WithReplicas(builder.Configuration.GetValue("Realtime:Worker:Replicas", 1));

    public static IResourceBuilder<ProjectResource> AddApi(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<IResourceWithConnectionString> database,
        IResourceBuilder<IResourceWithConnectionString>? broker,
        IResourceBuilder<ProjectResource> worker) =>
        builder.AddService<Projects.Realtime_Api>("api")
            .WithStores(database, broker)
            .WaitFor(worker) // so that the API does not refuse a start because no worker takes sessions yet
            .WithHttpEndpoint(port: ApiPorts.Http(builder.Configuration))
            .WithReadiness()
            .WithExternalHttpEndpoints()
            .WithIconName("Globe")
            .WithUrlForEndpoint("http", url => (url.DisplayText, url.Url) = ("API reference", "/reference/"))
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { DisplayText = "OpenAPI", Url = "/openapi/v1.json" })
            .WithUrlForEndpoint("http",
                _ => new ResourceUrlAnnotation { DisplayText = "Event stream of the demo", Url = "/conversations/demo/events" })
            .OpenToThisMachine()
            .WithTls()
            .WithReplicas(builder.Configuration.GetValue("Realtime:Api:Replicas", 1));

    /// <summary>The web application for people. It calls the API with the credential of the person who looks.</summary>
    public static IResourceBuilder<ProjectResource> AddConsole(this IDistributedApplicationBuilder builder,
        IResourceBuilder<ProjectResource> api) =>
        builder.AddService<Projects.Realtime_Console>("console")
            .WithEnvironment("Realtime__Console__Api", api.GetEndpoint("http"))
            .WithEnvironment("Realtime__Console__Simulator", Upstream.IsSimulator(builder.Configuration) ? "true" : "false")
            .WithHttpEndpoint(port: ApiPorts.Console(builder.Configuration))
            .WithReadiness()
            .WithExternalHttpEndpoints()
            .WithIconName("AppsListDetail")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Console")
            .OpenToThisMachine();

    static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(5);

    /// <summary>Healthy when GET /health answers with success.</summary>
    static IResourceBuilder<ProjectResource> WithReadiness(this IResourceBuilder<ProjectResource> service)
    {
        var http = new Lazy<HttpClient>(() => new HttpClient { Timeout = HealthPatience });
        var endpoint = service.GetEndpoint("http");
        return service.WithPatientCheck(async cancellation =>
        {
            try
            {
                using var answer = await http.Value.GetAsync(new Uri(endpoint.Url + "/health"), cancellation);
                return answer.IsSuccessStatusCode
                    ? null
                    : $"/health answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}";
            }
            catch (HttpRequestException none)
            {
                return $"/health does not answer: {none.Message}";
            }
            catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return $"/health has not answered within {HealthPatience.TotalSeconds:F0} s";
            }
        });
    }

    static IResourceBuilder<ProjectResource> WithStores(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<IResourceWithConnectionString> database,
        IResourceBuilder<IResourceWithConnectionString>? broker)
    {
        service.WithReference(database, Databases.DatabaseExtensions.Name).WaitFor(database);
        return broker is null ? service : service.WithReference(broker, Brokers.BrokerExtensions.Name).WaitFor(broker);
    }

    /// <summary>The app model runs on a developer's machine. There the API needs no key, and refuses every other machine.</summary>
    static IResourceBuilder<ProjectResource> OpenToThisMachine(this IResourceBuilder<ProjectResource> api) =>
        api.ApplicationBuilder.ExecutionContext.IsRunMode ? api.WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development") : api;

    /// <summary>
    /// Some clients require wss. Here the API itself serves it, with a certificate of its own; in a deployment the proxy in front of the
    /// API does.
    /// </summary>
    static IResourceBuilder<ProjectResource> WithTls(this IResourceBuilder<ProjectResource> api)
    {
        if (!api.ApplicationBuilder.ExecutionContext.IsRunMode || ApiPorts.Tls(api.ApplicationBuilder.Configuration) is not { } port)
            return api;
        // Not "https": then the app model would ask for a development certificate, which this address does not use.
        return api.WithEndpoint(port: port, scheme: "tcp", name: "tls", env: "Realtime__Tls__Port")
            .WithUrlForEndpoint("tls", url => (url.DisplayText, url.Url) = ("API with TLS", $"https://localhost:{url.Endpoint!.Port}"));
    }
}
