using LocalServers.PostgreSql;
using Microsoft.Extensions.Configuration;

namespace AppHost;

/// <summary>What PostgreSQL and RabbitMQ run on: Realtime:Servers is "containers" or "programs"; left out, containers where an engine answers.</summary>
static class Servers
{
    const string Setting = "Realtime:Servers";

    /// <exception cref="CannotRunException">The setting is neither.</exception>
    public static bool MayBeContainers(IConfiguration settings) => Choice(settings) is not "programs";

    /// <exception cref="CannotRunException">The setting is neither.</exception>
    public static bool MayBePrograms(IConfiguration settings) => Choice(settings) is not "containers";

    /// <summary>Where a program's data is kept between runs: the folder that the setting names, else one of this user's.</summary>
    public static string DataFolder(IConfiguration settings, string setting, string name) =>
        settings[setting] is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(DataFolders.Kept("realtime"), name);

    /// <summary>Kept as Aspire keeps its own. Letters and digits: it stands in addresses, connection strings and on command lines.</summary>
    public static ParameterResource Password(IDistributedApplicationBuilder builder, string name) =>
        ParameterResourceBuilderExtensions.CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault { MinLength = 24, Special = false });

    static string? Choice(IConfiguration settings) => settings[Setting]?.ToLowerInvariant() switch
    {
        null or "" => null,
        "containers" => "containers",
        "programs" => "programs",
        var other => throw new CannotRunException($"{Setting} is \"{other}\": it must be containers or programs."),
    };
}
