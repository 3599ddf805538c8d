using System.Text.Json.Nodes;

namespace AppHost.Commands;

static class CommandExtensions
{
    /// <summary>Adds the commands of the dashboard. Each shows its result there.</summary>
    public static void AddCommands(
        this IDistributedApplicationBuilder _,
        IResourceBuilder<ProjectResource> api, IResourceBuilder<ProjectResource> worker, IResourceBuilder<ProjectResource> simulator)
    {
        api.WithDemoSession().WithVerification();
        worker.WithDrain(api);
        simulator.WithEndings();
    }

    /// <summary>Adds a command that calls a service of the model over HTTP. A refusal of the service is a failure of the command.</summary>
    public static IResourceBuilder<ProjectResource> WithHttpAction(
        this IResourceBuilder<ProjectResource> resource,
        string name,
        string title,
        IResourceBuilder<ProjectResource> service,
        Func<ServiceClient, ExecuteCommandContext, Task<ExecuteCommandResult>> act,
        CommandOptions options)
    {
        options.UpdateState = WhenRunning;
        var endpoint = service.GetEndpoint("http");
        return resource.WithCommand(
            name,
            title,
            async context =>
            {
                try
                {
                    using var client = new ServiceClient(endpoint.Url);
                    return await act(client, context);
                }
                catch (Exception refusal) when (refusal is HttpRequestException
                    || (refusal is OperationCanceledException && !context.CancellationToken.IsCancellationRequested))
                {
                    return CommandResults.Failure(refusal.Message);
                }
            },
            options);
    }

    public static ResourceCommandState WhenRunning(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    public static ExecuteCommandResult Show(string message, string text, CommandResultFormat format = CommandResultFormat.Markdown) =>
        CommandResults.Success(message, text, format, displayImmediately: true);

    public static ExecuteCommandResult Show(string message, JsonNode answer) =>
        Show(message, answer.ToJsonString(new() { WriteIndented = true }), CommandResultFormat.Json);
}
