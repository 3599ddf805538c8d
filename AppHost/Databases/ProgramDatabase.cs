using AppHost.Lifetime;
using LocalServers.PostgreSql;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace AppHost.Databases;

static class ProgramDatabase
{
    static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string> { ["max_connections"] = "300" };

    /// <summary>Adds PostgreSQL from this machine's programs, with its data in a folder of this user that is kept between runs.</summary>
    /// <exception cref="CannotRunException">Another run uses the folder.</exception>
    public static IResourceBuilder<PostgresProgramResource> AddProgramDatabase(this IDistributedApplicationBuilder builder,
        PostgreSqlPrograms programs)
    {
        const string name = "postgres";
        var settings = builder.Configuration;
        var folder = Servers.DataFolder(settings, "Realtime:Postgres:DataFolder", name);
        var resource = new PostgresProgramResource(name, Open(programs, folder), Servers.Password(builder, $"{name}-password"),
            DatabaseExtensions.Name);

        builder.HoldForThisRun(resource.Server);
        return builder.AddResource(resource)
            .WithArgs([.. resource.Server.Command.Skip(1)])
            .WithEndpoint(port: settings.GetValue<int?>("Realtime:Postgres:Port"), scheme: "tcp",
                name: PostgresProgramResource.EndpointName, isProxied: false)
            .WithIconName("DatabaseMultiple")
            .OnBeforeResourceStarted((_, _, cancellation) => PrepareAsync(resource, cancellation))
            .OnResourceReady((_, _, cancellation) => CreateDatabaseAsync(resource, cancellation))
            .WithPatientCheck(async cancellation =>
                await DatabaseExtensions.WhyNotAsync(await MaintenanceAsync(resource, cancellation), cancellation))
            .WithPlace(new DatabasePlace($"from the programs in {programs.Folder}", folder, $"rm -r {folder}",
                (_, cancellation) => PsqlAsync(resource, programs, folder + ".pgpass", cancellation)));
    }

    static async Task<string> PsqlAsync(PostgresProgramResource resource, PostgreSqlPrograms programs, string passwordFile,
        CancellationToken cancellation)
    {
        var password = (await resource.Password.GetValueAsync(cancellation))!;
        await PasswordFile.WriteAsync(passwordFile, PostgresProgramResource.UserName, password, cancellation);
        var port = await resource.Endpoint.PortAsync(cancellation);
        return $"{programs.PathOf("psql")} \"host=127.0.0.1 port={port} user={PostgresProgramResource.UserName} "
            + $"dbname={resource.Database} passfile={passwordFile}\"";
    }

    static PostgreSqlForeground Open(PostgreSqlPrograms programs, string folder)
    {
        try
        {
            return new PostgreSqlForeground(programs, new() { DataFolder = folder, Password = "", Settings = Settings });
        }
        catch (PostgreSqlClusterException inUse)
        {
            throw new CannotRunException(
                $"{inUse.Message} Stop the other run, or give this one a folder of its own with Realtime:Postgres:DataFolder.", inUse);
        }
    }

    static async Task PrepareAsync(PostgresProgramResource resource, CancellationToken cancellation) => await resource.Server.PrepareAsync(
        await resource.Endpoint.PortAsync(cancellation), (await resource.Password.GetValueAsync(cancellation))!, cancellation);

    // Services wait until this has completed.
    static async Task CreateDatabaseAsync(PostgresProgramResource resource, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(await MaintenanceAsync(resource, cancellation) + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"create database \"{resource.Database}\"", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // The database exists from an earlier run.
        }
    }

    /// <summary>The connection string of the database postgres, which every server has.</summary>
    static async Task<string> MaintenanceAsync(PostgresProgramResource resource, CancellationToken cancellation) =>
        await resource.ConnectionStringExpression.GetValueAsync(cancellation) + ";Database=postgres";
}
