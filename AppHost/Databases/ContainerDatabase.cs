using AppHost.Lifetime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AppHost.Databases;

static class ContainerDatabase
{
    const string Data = "/var/lib/postgresql/data";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Adds PostgreSQL in a container, with its data in a volume that is kept between runs.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddContainerDatabase(this IDistributedApplicationBuilder builder,
        ContainerEngine engine)
    {
        var volume = VolumeNameOf(builder);
        builder.LockForThisRun(volume,
            $"The volume {volume} is in use by another run. Stop it, or give this run a volume of its own with Realtime:Postgres:Volume.");
        var server = builder.AddPostgres("postgres")
            .WithDataVolume(volume)
            // one folder for all versions: PostgreSQL then refuses another version's data instead of ignoring it
            .WithEnvironment("PGDATA", Data)
            .WithArgs("-c", "max_connections=300")
            .WithoutHttpsCertificate()
            .OnBeforeResourceStarted((resource, started, cancellation) =>
                WaitUntilUnusedAsync(engine, volume, started.Services.GetRequiredService<ResourceLoggerService>().GetLogger(resource),
                    cancellation));
        server.WithPatientCheck(async cancellation =>
            await DatabaseExtensions.WhyNotAsync(await server.Resource.GetConnectionStringAsync(cancellation), cancellation));

        var database = server.AddDatabase(DatabaseExtensions.Name);
        database.WithPatientCheck(async cancellation =>
            await DatabaseExtensions.WhyNotAsync(await database.Resource.ConnectionStringExpression.GetValueAsync(cancellation),
                cancellation));
        server.WithPlace(new DatabasePlace("in a container", $"in the volume {volume}", $"{engine.Client} volume rm {volume}",
            async (services, cancellation) =>
            {
                var states = services.GetRequiredService<ResourceNotificationService>();
                var container = await ContainerIdAsync(states, server.Resource.Name, cancellation);
                return $"{engine.Client} exec -it {container} psql -U postgres {DatabaseExtensions.Name}";
            }));
        return database;
    }

    /// <summary>The short id of a resource's container, once it has one.</summary>
    static async Task<string> ContainerIdAsync(ResourceNotificationService states, string resource, CancellationToken cancellation)
    {
        var change = await states.WaitForResourceAsync(resource, change => IdOf(change.Snapshot) is { Length: >= 12 }, cancellation);
        return IdOf(change.Snapshot)![..12];

        static string? IdOf(CustomResourceSnapshot now) =>
            now.Properties.FirstOrDefault(each => each.Name == "container.id")?.Value as string;
    }

    /// <summary>The volume that the setting names, else one for this source folder, so that two clones have two databases.</summary>
    static string VolumeNameOf(IDistributedApplicationBuilder builder) =>
        builder.Configuration["Realtime:Postgres:Volume"] is { Length: > 0 } named
        ? named
        : $"realtime-{builder.Configuration["AppHost:PathSha256"]![..10].ToLowerInvariant()}-postgres";

    // The orchestrator of a killed run needs some seconds to end its container. Two servers must never use one volume at the same time:
    // each is process 1 in its container and takes the other's lock file for its own.
    static async Task WaitUntilUnusedAsync(ContainerEngine engine, string volume, ILogger log, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var start = TimeProvider.System.GetTimestamp();
        while (engine.UsersOf(volume) is { Count: > 0 } users)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new DistributedApplicationException(
                    $"The volume {volume} is in use by the container {string.Join(", ", users)}. Stop it: {engine.Client} stop {users[0]}");
            DatabaseLog.VolumeInUse(log, volume, string.Join(", ", users));
            await timer.WaitForNextTickAsync(cancellation);
        }
    }
}

static partial class DatabaseLog
{
    [LoggerMessage(Level = LogLevel.Information,
        Message = "The container {Container} still uses the volume {Volume}. Waiting until it has ended.")]
    public static partial void VolumeInUse(ILogger log, string volume, string container);
}
