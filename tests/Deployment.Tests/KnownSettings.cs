using System.Reflection;
using Realtime.Api;
using Realtime.Console;
using Realtime.EventLog;
using Realtime.Worker;

namespace Deployment.Tests;

/// <summary>All settings that a service reads, as environment variables.</summary>
static class KnownSettings
{
    static readonly string[] Shared =
        ["ASPNETCORE_URLS", "ConnectionStrings__realtime", "ConnectionStrings__messaging", "Realtime__SecretsFolder"];

    public static HashSet<string> Of(string service) =>
        [.. Shared, .. Options(typeof(EventLogOptions).Assembly),
            .. Options(service switch
            {
                "api" => typeof(ApiOptions).Assembly,
                "console" => typeof(ConsoleOptions).Assembly,
                _ => typeof(WorkerOptions).Assembly,
            })];

    /// <summary>The settings of the options classes: a constant names the section, properties name the settings.</summary>
    static IEnumerable<string> Options(Assembly assembly) =>
        from type in assembly.GetTypes()
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)
        where section is { IsLiteral: true }
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        select $"{section.GetRawConstantValue()}:{property.Name}".Replace(":", "__", StringComparison.Ordinal);
}
