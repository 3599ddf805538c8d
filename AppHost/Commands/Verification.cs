namespace AppHost.Commands;

static class Verification
{
    /// <summary>Adds a command that checks the whole log against the rules of the lifecycle and against its seals.</summary>
    public static IResourceBuilder<ProjectResource> WithVerification(this IResourceBuilder<ProjectResource> api) => api.WithHttpAction(
        "verify",
        "Verify the log",
        api,
        async (client, context) =>
        {
            var verdict = await client.GetAsync("/audit/verify", context.CancellationToken);
            var message = (bool)verdict["intact"]!
                ? "The log is intact."
                : $"The log is broken in {verdict["findings"]!.AsArray().Count} places.";
            return CommandExtensions.Show(message, verdict);
        },
        new CommandOptions { IconName = "ShieldCheckmark",
            Description = "Checks the whole log against the rules of the lifecycle and against its seals." });
}
