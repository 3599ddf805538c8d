using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

public static class PostgresBuilderExtensions
{
    /// <summary>
    /// A PostgreSQL server: the machine's own programs, else a container engine's. None is started where configuration gives
    /// <c>ConnectionStrings:{name}</c> for the server, or for each of its databases.
    /// </summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password?.Resource ?? builder.GeneratedPassword($"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        return builder
            .AddServer(server, port, 5432, new("docker.io/library/postgres", "17.6"), context => PostgresRunners.OfServer(server, context))
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithUser(("POSTGRES_USER", (object?)server.UserNameParameter ?? "postgres"), ("POSTGRES_PASSWORD", server.PasswordParameter));
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return builder.ApplicationBuilder.AddResource(database)
            .WithGivenConnectionString()
            .WithAnnotation(new RunnerAnnotation(context => new PostgresDatabaseRunner(database, context)));
    }

    /// <summary>Keeps the data between runs. Without a name, the volume is this application's own.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithAnnotation(new VolumeAnnotation(
            name ?? $"{LocalFolders.AppHostKey(builder.ApplicationBuilder.AppHostDirectory)}-{builder.Resource.Name}-data",
            "/var/lib/postgresql/data",
            isReadOnly));
}
