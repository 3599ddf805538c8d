using AppHost.Commands;
using LocalServers.PostgreSql;
using Npgsql;

namespace AppHost.Databases;

static class PsqlCommand
{
    /// <summary>Adds a command that shows the command line to open psql on the database.</summary>
    /// <param name="programs">The folder of psql; null to find it on the PATH.</param>
    public static IResourceBuilder<T> WithPsqlCommand<T>(
        this IResourceBuilder<T> resource, Func<CancellationToken, ValueTask<string?>> connectionString,
        PostgreSqlPrograms? programs = null) where T : IResource =>
        resource.WithCommand(
            "psql",
            "Open psql",
            async context =>
            {
                var address = new NpgsqlConnectionStringBuilder(await connectionString(context.CancellationToken));
                var psql = programs is null ? "psql" : programs.PathOf("psql");
                var line =
                    $"PGPASSWORD={Quoted(address.Password ?? "")} {psql} -h {address.Host} -p {address.Port} -U "
                    + $"{address.Username} {address.Database}";
                return CommandResults.Success("Run this in a terminal. It contains the password.", line, CommandResultFormat.Text,
                    displayImmediately: true);
            },
            new CommandOptions { IconName = "WindowConsole", Description = "Shows the command line that opens psql on the database.",
                UpdateState = CommandExtensions.WhenRunning });

    static string Quoted(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
