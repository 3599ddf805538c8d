using LocalServers.PostgreSql;
using Microsoft.Extensions.Configuration;

namespace AppHost;

/// <summary>
/// Whether PostgreSQL and RabbitMQ run as containers or as programs. Realtime:Servers is "containers" or "programs"; unset, it is
/// containers if an engine answers.
/// </summary>
static class Servers
{
    const string Setting = "Realtime:Servers";

    /// <exception cref="CannotRunException">The setting is neither.</exception>
    public static bool MayBeContainers(IConfiguration settings) => Choice(settings) is not "programs";

    /// <exception cref="CannotRunException">The setting is neither.</exception>
    public static bool MayBePrograms(IConfiguration settings) => Choice(settings) is not "containers";

    /// <summary>The folder for a program's data between runs: the one that the setting names, else one of this user.</summary>
    public static string DataFolder(IConfiguration settings, string setting, string name) =>
        settings[setting] is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(DataFolders.Kept("realtime"), name);

    /// <summary>
    /// A generated password, kept between runs as Aspire keeps its own. Only letters and digits, since addresses, connection strings and
    /// command lines contain it.
    /// </summary>
    public static ParameterResource Password(IDistributedApplicationBuilder builder, string name) =>
        ParameterResourceBuilderExtensions.CreateGeneratedParameter(builder, name, secret: true,
            new GenerateParameterDefault { MinLength = 24, Special = false });

    static string? Choice(IConfiguration settings) => settings[Setting]?.ToLowerInvariant() switch
    {
        null or "" => null,
        "containers" => "containers",
        "programs" => "programs",
        var other => throw new CannotRunException($"{Setting} is \"{other}\": it must be containers or programs."),
    };
}
