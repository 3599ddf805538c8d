using Aspire.Hosting.ApplicationModel;
using PostgreSql.Programs;

namespace Aspire.Hosting.Engine;

/// <summary>What a server is run with: nothing where it is given, else the machine's programs, else a container engine.</summary>
internal static class PostgresRunners
{
    public static ResourceRunner OfServer(PostgresServerResource server, EngineContext context)
    {
        if (server.IsGiven() || AllDatabasesGiven(server, context))
            return new GivenRunner(server);
        return PostgreSqlPrograms.Find() is { } programs
            ? new PostgresProgramsRunner(server, programs, context)
            : new ContainerRunner(server, context, dead => ConnectAsync(server, context, dead), NothingToRunItWith(server));
    }

    private static bool AllDatabasesGiven(PostgresServerResource server, EngineContext context) =>
        context.Resources.OfType<PostgresDatabaseResource>().Where(database => database.Parent == server).ToList() is { Count: > 0 } databases
        && databases.TrueForAll(database => database.IsGiven());

    private static async Task ConnectAsync(PostgresServerResource server, EngineContext context, CancellationToken cancellationToken)
    {
        await using var _ = await PostgresConnection.OpenAsync(server, context, cancellationToken);
    }

    private static string NothingToRunItWith(PostgresServerResource server) =>
        $"cannot start. {PostgreSqlPrograms.HowToInstall} A running docker or podman would do too, and so would a server of yours: ConnectionStrings__{server.Name}.";
}
