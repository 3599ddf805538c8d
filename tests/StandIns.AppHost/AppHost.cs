using Microsoft.Extensions.Configuration;

// Two services, the second waiting for the first; the settings First and Second tell each how to behave, with the value of SERVICE_… variables.
var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;

var secret = builder.AddParameter("secret", secret: true);
var first = builder.AddProject<Projects.StandIns_Service>("first")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReplicas(settings.GetValue("FirstReplicas", 1))
    .WithEnvironment(context => Behave(context, "First"));

var second = builder.AddProject<Projects.StandIns_Service>("second")
    .WithHttpEndpoint(port: settings.GetValue<int?>("SecondPort"))
    .WithHttpHealthCheck("/health")
    .WithReference(first).WaitFor(first)
    .WithArgs("--tier", "two")
    .WithEnvironment("SECRET", secret)
    .WithEnvironment("SENTENCE", $"the first is at {first.GetEndpoint("http")}")
    .WithEnvironment(context => Behave(context, "Second"));

if (settings.GetValue("Postgres", false))
{
    var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("sample");
    first.WithReference(database).WaitFor(database);
}

builder.Build().Run();

void Behave(EnvironmentCallbackContext context, string who)
{
    foreach (var behaviour in settings.GetSection(who).GetChildren())
        context.EnvironmentVariables[$"SERVICE_{behaviour.Key.ToUpperInvariant()}"] = behaviour.Value ?? "";
}
