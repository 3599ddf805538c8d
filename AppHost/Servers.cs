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

    static string? Choice(IConfiguration settings) => settings[Setting]?.ToLowerInvariant() switch
    {
        null or "" => null,
        "containers" => "containers",
        "programs" => "programs",
        var other => throw new CannotRunException($"{Setting} is \"{other}\": it must be containers or programs."),
    };
}
