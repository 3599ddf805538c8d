namespace Realtime.Testing.Telemetry;

/// <summary>One span as a collector receives it. Ids are hexadecimal; a root has an empty parent.</summary>
public sealed record ReceivedSpan(string Service, string Source, string Name, SpanKind Kind, string Trace, string Id, string Parent,
    DateTimeOffset Start, DateTimeOffset End)
{
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>The traces of the spans to which this one is linked.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    public bool IsRoot => Parent.Length == 0;

    /// <summary>Reads the body of an OTLP request with traces. The numbers are the fields of opentelemetry/proto/trace/v1.</summary>
    public static IEnumerable<ReceivedSpan> Read(byte[] request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        let service = resource.Messages(1).SelectMany(r => r.Attributes(1)).SingleOrDefault(a => a.Key == "service.name").Value ?? ""
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new ReceivedSpan(service, scope.Messages(1).Single().Text(1), span.Text(5), (SpanKind)span.Number(6), span.Hex(1),
            span.Hex(2), span.Hex(4), span.Time(7), span.Time(8))
        {
            Attributes = span.Attributes(9).ToDictionary(),
            Events = [.. span.Messages(11).Select(e => e.Text(2))],
            Links = [.. span.Messages(13).Select(link => link.Hex(1))],
        };
}

public enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
