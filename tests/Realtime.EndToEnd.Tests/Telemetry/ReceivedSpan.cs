namespace Realtime.EndToEnd.Tests.Telemetry;

/// <summary>One span as a collector receives it. Ids are hexadecimal; a root has an empty parent.</summary>
sealed record ReceivedSpan(string Service, string Source, string Name, SpanKind Kind, string Trace, string Id, string Parent,
    DateTimeOffset Start)
{
    public bool IsRoot => Parent.Length == 0;

    /// <summary>Reads the body of an OTLP request with traces. The numbers are the fields of opentelemetry/proto/trace/v1.</summary>
    public static IEnumerable<ReceivedSpan> Read(byte[] request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        let service = resource.Messages(1).SelectMany(r => r.Messages(1)).Where(a => a.Text(1) == "service.name")
            .Select(a => a.Messages(2).Single().Text(1)).SingleOrDefault("")
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new ReceivedSpan(service, scope.Messages(1).Single().Text(1), span.Text(5), (SpanKind)span.Number(6), span.Hex(1),
            span.Hex(2), span.Hex(4),
            DateTimeOffset.UnixEpoch.AddTicks((long)(span.Number(7) / 100)));

    /// <summary>Reads the names of the metrics in an OTLP request with metrics.</summary>
    public static IEnumerable<string> ReadMetrics(byte[] request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        select metric.Text(1);
}

enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
