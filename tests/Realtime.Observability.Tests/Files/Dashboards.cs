using System.Text.Json;
using Realtime.Observability.Tests.Prometheus;

namespace Realtime.Observability.Tests.Files;

/// <summary>Grafana's dashboards in <c>deploy/observability/grafana</c>.</summary>
static class Dashboards
{
    public static IEnumerable<string> All => Directory.EnumerateFiles(
        Path.Combine(Docs.Root, "deploy/observability/grafana"), "*.json").Order(StringComparer.Ordinal);

    /// <summary>Every expression, with Grafana's variables as a dashboard that shows everything fills them in.</summary>
    public static IEnumerable<Expression> Expressions =>
        from file in All
        from panel in Read(file).GetProperty("panels").EnumerateArray()
        from target in panel.GetProperty("targets").EnumerateArray()
        select new Expression($"{Path.GetFileName(file)}, {panel.GetProperty("title")}", Filled(target.GetProperty("expr").GetString()!));

    public static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;

    static string Filled(string expression) => expression
        .Replace("$__rate_interval", "5m", StringComparison.Ordinal).Replace("$__range", "1h", StringComparison.Ordinal)
        .Replace("$tenant", ".*", StringComparison.Ordinal).Replace("$model", ".*", StringComparison.Ordinal);
}
