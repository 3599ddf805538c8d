using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;
var openAiKey = settings["Parameters:openai-api-key"] ?? settings["Parameters:openai_api_key"] ?? "";

var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("realtime");

// Launch profiles are for running a service alone; here each gets its address from the model.
var simulator = builder.AddProject<Projects.Realtime_Simulator>("simulator", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health");

var worker = builder.AddProject<Projects.Realtime_Worker>("worker", launchProfileName: null)
    .WithReference(database).WaitFor(database)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReplicas(settings.GetValue("Realtime:Worker:Replicas", 1));

var api = builder.AddProject<Projects.Realtime_Api>("api", launchProfileName: null)
    .WithReference(database).WaitFor(database)
    .WaitFor(worker) // healthy, it takes sessions: no start is refused for want of one
    .WithHttpEndpoint(port: settings.GetValue("Realtime:Api:Port", 5080))
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WithReplicas(settings.GetValue("Realtime:Api:Replicas", 1));

// Some clients insist on wss: here the API serves it too, with a certificate of its own; where it is deployed, what stands in front of it does.
if (builder.ExecutionContext.IsRunMode && settings.GetValue("Realtime:Api:TlsPort", 5443) is > 0 and var tlsPort)
    api.WithHttpsEndpoint(port: tlsPort, name: "tls", env: "Realtime__Tls__Port");

// The model that the worker talks to: the one that is named, else OpenAI when there is a key for it, else the simulator.
var upstreamKey = builder.AddParameter("openai-api-key", openAiKey, secret: true);
if (settings["Realtime:Upstream:BaseUrl"] is { Length: > 0 } named)
{
    upstreamKey = builder.AddParameter("upstream-api-key", settings["Realtime:Upstream:ApiKey"] ?? "", secret: true);
    worker.WithEnvironment("Realtime__Upstream__BaseUrl", named).WithEnvironment("Realtime__Upstream__ApiKey", upstreamKey);
}
else if (openAiKey.Length > 0)
    worker.WithEnvironment("Realtime__Upstream__BaseUrl", "https://api.openai.com/v1").WithEnvironment("Realtime__Upstream__ApiKey", upstreamKey);
else
    worker.WithEnvironment("Realtime__Upstream__BaseUrl", simulator.GetEndpoint("http"));

if (string.Equals(settings["Realtime:Messaging"], "rabbitmq", StringComparison.OrdinalIgnoreCase))
{
    var messaging = builder.AddRabbitMQ("messaging");
    worker.WithReference(messaging).WaitFor(messaging);
    api.WithReference(messaging).WaitFor(messaging);
}

builder.Build().Run();
