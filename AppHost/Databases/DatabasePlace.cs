using AppHost.Commands;

namespace AppHost.Databases;

/// <summary>What a run tells its user about the database.</summary>
/// <param name="Server">How PostgreSQL runs, such as "in a container".</param>
/// <param name="Data">Where the data are.</param>
/// <param name="Anew">How to begin with an empty database.</param>
/// <param name="Psql">The command line that opens psql, once the server runs. It shows no password.</param>
sealed record DatabasePlace(string Server, string Data, string Anew, Func<IServiceProvider, CancellationToken, Task<string>> Psql)
    : IResourceAnnotation;

static class DatabasePlaceExtensions
{
    /// <summary>Notes the place for the report of the run, and adds a command to the dashboard that shows how to open psql.</summary>
    public static IResourceBuilder<T> WithPlace<T>(this IResourceBuilder<T> resource, DatabasePlace place) where T : IResource =>
        resource.WithAnnotation(place).WithCommand(
            "psql",
            "Open psql",
            async context =>
            {
                var line = await place.Psql(context.Services, context.CancellationToken);
                return CommandResults.Success("Run this in a terminal.", line, CommandResultFormat.Text, displayImmediately: true);
            },
            new CommandOptions { IconName = "WindowConsole", Description = "Shows the command line that opens psql on the database.",
                UpdateState = CommandExtensions.WhenRunning });
}
