using System.Text.Json.Nodes;

namespace AppHost.Commands;

static class WorkerDrain
{
    const string Worker = "worker";

    /// <summary>Adds a command that makes a worker take no more sessions.</summary>
    public static IResourceBuilder<ProjectResource> WithDrain(this IResourceBuilder<ProjectResource> worker,
        IResourceBuilder<ProjectResource> api)
    {
        var endpoint = api.GetEndpoint("http");
        return worker.WithHttpAction(
            "drain",
            "Drain a worker",
            api,
            DrainAsync,
            new CommandOptions
            {
                IconName = "ArrowExit",
                Description =
                    "The worker takes no new sessions and goes on with those that it has. Restart it to make it take sessions again.",
                Arguments =
                [
                    new InteractionInput
                    {
                        Name = Worker, Label = "Worker", InputType = InputType.Choice, Required = true,
                        DynamicLoading =
                            new InputLoadOptions { AlwaysLoadOnStart = true, LoadCallback = context => LoadAsync(endpoint, context) },
                    },
                ],
            });
    }

    static async Task LoadAsync(EndpointReference api, LoadInputContext context)
    {
        using var client = new ServiceClient(api.Url);
        var alive = (await AliveAsync(client, context.CancellationToken)).ToArray();
        context.Input.Options = [.. alive.Select(each =>
            KeyValuePair.Create((string)each["id"]!, $"{each["id"]} at {each["address"]}, {each["load"]} of {each["capacity"]} sessions"))];
        context.Input.Value ??= alive.Select(each => (string)each["id"]!).FirstOrDefault();
    }

    static async Task<ExecuteCommandResult> DrainAsync(ServiceClient client, ExecuteCommandContext context)
    {
        var id = context.Arguments.GetString(Worker) ?? "";
        var drained = await client.PostAsync($"/workers/{Uri.EscapeDataString(id)}/drain", new { }, context.CancellationToken);
        return CommandExtensions.Show($"Worker {id} takes no more sessions.", drained);
    }

    static async Task<IEnumerable<JsonNode>> AliveAsync(ServiceClient client, CancellationToken cancellation)
    {
        var all = await client.GetAsync("/workers", cancellation);
        return all["workers"]!.AsArray().Select(each => each!).Where(each => !(bool)each["lost"]! && (long)each["leaseMilliseconds"]! > 0);
    }
}
