namespace Realtime.Testing.Telemetry;

/// <summary>One metric of one process as a collector receives it.</summary>
/// <param name="Unit">As the unified code for units of measure writes it, for example s or By.</param>
public sealed record ReceivedMetric(string Service, string Instance, string Name, string Unit, MetricKind Kind)
{
    const int Gauge = 5, Sum = 7, Histogram = 9, IsMonotonic = 3;

    public required IReadOnlyList<ReceivedPoint> Points { get; init; }

    /// <summary>Reads the body of an OTLP request with metrics. The numbers are the fields of opentelemetry/proto/metrics/v1.</summary>
    public static IEnumerable<ReceivedMetric> Read(byte[] request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        let of = resource.Messages(1).SelectMany(r => r.Attributes(1)).ToLookup(a => a.Key, a => a.Value)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        let field = ((int[])[Gauge, Sum, Histogram]).Single(metric.Has)
        let data = metric.Messages(field).Single()
        let kind = field is Histogram ? MetricKind.Histogram : data.Number(IsMonotonic) == 1 ? MetricKind.Counter : MetricKind.Gauge
        select new ReceivedMetric(of["service.name"].Single(), of["service.instance.id"].Single(), metric.Text(1), metric.Text(3), kind)
        {
            Points = [.. data.Messages(1).Select(point => kind is MetricKind.Histogram
                ? ReceivedPoint.OfHistogram(point)
                : ReceivedPoint.OfNumber(point))],
        };
}

public enum MetricKind
{
    Gauge,
    Counter,
    Histogram,
}

/// <summary>The last value of one metric with one set of labels.</summary>
/// <param name="Value">The value; the sum of a histogram.</param>
public sealed record ReceivedPoint(IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>How many values are at most each boundary, and in all; empty for other kinds than histograms.</summary>
    public IReadOnlyList<(double Boundary, ulong Count)> Buckets { get; init; } = [];

    internal static ReceivedPoint OfNumber(ProtobufMessage point) =>
        new(point.Attributes(7).ToDictionary(), point.Has(4) ? point.Real(4) : (long)point.Number(6));

    internal static ReceivedPoint OfHistogram(ProtobufMessage point)
    {
        var (counts, boundaries) = (point.Fixed(6), point.Fixed(7).Select(bits => BitConverter.UInt64BitsToDouble(bits)));
        var total = 0UL;
        return new ReceivedPoint(point.Attributes(9).ToDictionary(), point.Real(5))
        {
            Buckets = [.. counts.Zip(boundaries.Append(double.PositiveInfinity), (count, boundary) => (boundary, total += count))],
        };
    }
}
