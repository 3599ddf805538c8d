using LocalServers.PostgreSql;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace AppHost.Databases;

static class DatabaseExtensions
{
    /// <summary>The name of the connection string: services read it, and users set it to use their own database.</summary>
    public const string Name = "realtime";

    /// <summary>Adds the user's own database, else a container if an engine answers, else this machine's programs.</summary>
    /// <exception cref="CannotRunException">There is none of the three.</exception>
    public static IResourceBuilder<IResourceWithConnectionString> AddDatabase(this IDistributedApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (settings.GetConnectionString(Name) is { Length: > 0 } given)
            return builder.AddGivenDatabase(given);
        if (builder.ExecutionContext.IsPublishMode)
            return builder.AddPostgres("postgres").WithDataVolume().AddDatabase(Name);
        if (Servers.MayBeContainers(settings) && ContainerEngine.Find(settings) is { } engine)
            return builder.AddContainerDatabase(engine);
        if (Servers.MayBePrograms(settings) && PostgreSqlPrograms.Find() is { } programs)
            return builder.AddProgramDatabase(programs);
        throw new CannotRunException(
            "This machine has no PostgreSQL: install its programs (Debian and Ubuntu: apt install postgresql; "
            + "macOS: brew install postgresql@17; Windows: postgresql.org/download), or start a container engine such as Docker, "
            + "or set ConnectionStrings:realtime to a database of your own.");
    }

    /// <summary>The reason why a database cannot be used; null when it can.</summary>
    public static async Task<string?> WhyNotAsync(string? connectionString, CancellationToken cancellation)
    {
        if (connectionString is null) return "Its address is not yet known.";
        try
        {
            await using var connection =
                new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 3 }.ConnectionString);
            await connection.OpenAsync(cancellation);
            return null;
        }
        catch (Exception refusal) when (refusal is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return refusal.Message;
        }
    }
}
