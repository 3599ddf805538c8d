using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Realtime.Testing.Telemetry;

namespace Realtime.Observability.Tests.Prometheus;

/// <summary>
/// What a collector received, in Prometheus' text format, under the names that Prometheus gives to metrics over OTLP: characters that it
/// does not know become underscores, the unit follows, and a counter ends with <c>_total</c>.
/// </summary>
static partial class Exposition
{
    static readonly Dictionary<string, string> Units = new() { ["s"] = "seconds", ["ms"] = "milliseconds", ["By"] = "bytes" };

    public static string Of(IEnumerable<ReceivedMetric> metrics)
    {
        var text = new StringBuilder();
        foreach (var alike in metrics.GroupBy(NameOf))
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {alike.Key} {TypeOf(alike.First().Kind)}\n");
            foreach (var metric in alike)
            {
                foreach (var point in metric.Points) Write(text, alike.Key, metric, point);
            }
        }

        return text.ToString();
    }

    public static string NameOf(ReceivedMetric metric)
    {
        var name = Unknown().Replace(metric.Name, "_");
        var unit = metric.Unit.StartsWith('{') ? "" : metric.Unit is "1" ? metric.Kind is MetricKind.Gauge ? "ratio" : ""
            : Units.GetValueOrDefault(metric.Unit) ?? Unknown().Replace(metric.Unit, "_");
        if (unit.Length > 0 && !name.EndsWith("_" + unit, StringComparison.Ordinal)) name += "_" + unit;
        return metric.Kind is MetricKind.Counter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>The names of a metric's series: a histogram has three.</summary>
    public static IEnumerable<string> SeriesOf(ReceivedMetric metric) => metric.Kind is MetricKind.Histogram
        ? ((string[])["_bucket", "_sum", "_count"]).Select(suffix => NameOf(metric) + suffix)
        : [NameOf(metric)];

    public static string LabelOf(string attribute) => Unknown().Replace(attribute, "_");

    static void Write(StringBuilder text, string name, ReceivedMetric metric, ReceivedPoint point)
    {
        var labels = string.Join(',', point.Labels.Select(label => $"{LabelOf(label.Key)}=\"{Escaped(label.Value)}\"")
            .Append($"job=\"{Escaped(metric.Service)}\"").Append($"instance=\"{Escaped(metric.Instance)}\""));
        if (metric.Kind is not MetricKind.Histogram)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {point.Value}\n");
            return;
        }

        foreach (var (boundary, count) in point.Buckets)
        {
            var le = double.IsPositiveInfinity(boundary) ? "+Inf" : boundary.ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"{le}\"}} {count}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{name}_sum{{{labels}}} {point.Value}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_count{{{labels}}} {point.Buckets[^1].Count}\n");
    }

    static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    [GeneratedRegex("[^a-zA-Z0-9_:]")]
    private static partial Regex Unknown();
}
