using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace Aspire.Hosting.Engine;

/// <summary>A database: made if it is not there, healthy once it can be connected to.</summary>
internal sealed class PostgresDatabaseRunner(PostgresDatabaseResource database, EngineContext context) : ResourceRunner(database)
{
    public override string State => database.IsGiven() || database.Parent.IsGiven() ? "Healthy (given)" : "Healthy";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!database.IsGiven())
            await CreateAsync(cancellationToken);
        await using var _ = await PostgresConnection.OpenAsync(database, context, cancellationToken);
    }

    public override Task StopAsync() => Task.CompletedTask;

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await PostgresConnection.OpenAsync(database.Parent, context, cancellationToken);
        await using var command = new NpgsqlCommand($"create database {PostgresConnection.Quoted(database.DatabaseName)}", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException there) when (there.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // It is there, which is all that was asked for.
        }
    }
}
