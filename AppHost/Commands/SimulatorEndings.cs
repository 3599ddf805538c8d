namespace AppHost.Commands;

static class SimulatorEndings
{
    const string Way = "way";

    /// <summary>Faults of the simulator, described as the worker sees them.</summary>
    static readonly KeyValuePair<string, string>[] Ways =
    [
        KeyValuePair.Create("close", "clean close: the model closes with code 1000"),
        KeyValuePair.Create("reset", "reset: the TCP connection is reset"),
        KeyValuePair.Create("insufficient-quota", "error: the model reports a fatal error, that the quota is used up"),
    ];

    /// <summary>Adds a command that ends every open session of the simulator, in a way that the user chooses.</summary>
    public static IResourceBuilder<ProjectResource> WithEndings(this IResourceBuilder<ProjectResource> simulator) =>
        simulator.WithHttpAction(
        "end-sessions",
        "End all sessions",
        simulator,
        EndAsync,
        new CommandOptions
        {
            IconName = "PlugDisconnected",
            IsHighlighted = true,
            Description = "Ends every open session of the simulator, in the way that you choose.",
            Arguments = [new InteractionInput { Name = Way, Label = "How", InputType = InputType.Choice, Options = Ways,
                Value = Ways[0].Key, Required = true }],
        });

    static async Task<ExecuteCommandResult> EndAsync(ServiceClient client, ExecuteCommandContext context)
    {
        var way = context.Arguments.GetString(Way) ?? Ways[0].Key;
        var open = (await client.GetAsync("/sessions", context.CancellationToken)).AsArray();
        var lines = new List<string>();
        foreach (var session in open)
        {
            var id = (string)session!["id"]!;
            try
            {
                await client.PostAsync($"/sessions/{id}/fault?fault={way}", new { }, context.CancellationToken);
                lines.Add($"- {id}: {way}");
            }
            catch (HttpRequestException gone)
            {
                lines.Add($"- {id}: {gone.Message}"); // It may have ended in the meantime. Go on with the others.
            }
        }

        return lines.Count == 0
            ? CommandResults.Success("The simulator has no open session.")
            : CommandExtensions.Show($"{lines.Count} sessions: {way}.", string.Join('\n', lines));
    }
}
