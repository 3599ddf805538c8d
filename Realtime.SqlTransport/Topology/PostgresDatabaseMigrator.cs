using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Creates what the transport needs, if it is missing. Hosts that start at the same time wait for each other.</summary>
sealed class PostgresDatabaseMigrator : ISqlTransportDatabaseMigrator
{
    public async Task CreateDatabase(SqlTransportOptions options, CancellationToken cancellationToken = default)
    {
        var database = Database(options);
        await using var connection = await OpenAsync(options, "postgres", cancellationToken);
        await ExecuteUnlessThereAsync(
            connection,
            $"select 1 from pg_database where datname = {TransportSchema.Literal(database)}",
            $"create database {TransportSchema.Quoted(database)}",
            cancellationToken);
        if (options.Role is { } role)
            await ExecuteUnlessThereAsync(connection, RoleCalled(role), $"create role {TransportSchema.Quoted(role)}", cancellationToken);
        if (options is { Username: { } user, Password: { } password })
        {
            await ExecuteUnlessThereAsync(
                connection,
                RoleCalled(user),
                $"create role {TransportSchema.Quoted(user)} login password {TransportSchema.Literal(password)}",
                cancellationToken);
        }
    }

    public async Task CreateSchemaIfNotExist(SqlTransportOptions options, CancellationToken cancellationToken = default)
    {
        var schema = TransportSchema.NameFor(options.Schema);
        await using var connection = await OpenAsync(options, database: null, cancellationToken);
        await ExecuteUnlessThereAsync(
            connection,
            $"select 1 from pg_namespace where nspname = {TransportSchema.Literal(schema)}",
            $"create schema {TransportSchema.Quoted(schema)}",
            cancellationToken);
    }

    public async Task CreateInfrastructure(SqlTransportOptions options, CancellationToken cancellationToken = default)
    {
        var schema = TransportSchema.NameFor(options.Schema);
        await using var connection = await OpenAsync(options, database: null, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock(hashtextextended({TransportSchema.Literal(schema)}, 0))",
            cancellationToken);
        if (await AskAsync(connection, TransportSchema.ReadVersion(schema), cancellationToken) is not 0)
            return;
        await ExecuteAsync(connection, TransportSchema.Create(schema), cancellationToken);
        foreach (var grantee in new[] { options.Role, options.Username }.OfType<string>())
            await ExecuteAsync(connection, Grant(schema, grantee), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task DeleteDatabase(SqlTransportOptions options, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(options, "postgres", cancellationToken);
        await ExecuteAsync(connection, $"drop database if exists {TransportSchema.Quoted(Database(options))} with (force)",
            cancellationToken);
    }

    static string Database(SqlTransportOptions options) =>
        ConnectionAddress.Of(options).Database ?? throw new ConfigurationException("SqlTransportOptions name no database.");

    static string RoleCalled(string name) => $"select 1 from pg_roles where rolname = {TransportSchema.Literal(name)}";

    static string Grant(string schema, string grantee) =>
        $"""
         grant usage on schema {TransportSchema.Quoted(schema)} to {TransportSchema.Quoted(grantee)};
         grant select, insert, update, delete on all tables in schema {TransportSchema.Quoted(schema)} to {TransportSchema.Quoted(grantee)};
         grant usage on all sequences in schema {TransportSchema.Quoted(schema)} to {TransportSchema.Quoted(grantee)};
         """;

    static async Task<NpgsqlConnection> OpenAsync(SqlTransportOptions options, string? database, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ConnectionAddress.OfAdministrator(options, database));
        await connection.OpenAsync(cancellation);
        return connection;
    }

    // Databases and roles belong to the whole server, and the lock is in one database. So another host may create them first, which is
    // fine.
    static async Task ExecuteUnlessThereAsync(NpgsqlConnection connection, string question, string statement,
        CancellationToken cancellation)
    {
        if (await AskAsync(connection, question, cancellation) is not null)
            return;
        try
        {
            await ExecuteAsync(connection, statement, cancellation);
        }
        catch (PostgresException refusal) when (refusal.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.DuplicateSchema or PostgresErrorCodes.DuplicateObject)
        {
            LogContext.Debug?.Log("Another host has created it first: {Reason}", refusal.MessageText);
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    static async Task<object?> AskAsync(NpgsqlConnection connection, string question, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
