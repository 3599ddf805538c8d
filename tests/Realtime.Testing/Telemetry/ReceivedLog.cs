namespace Realtime.Testing.Telemetry;

/// <summary>One log record as a collector receives it.</summary>
/// <param name="Severity">As OpenTelemetry numbers them: 9 is information, 13 a warning, 17 an error.</param>
/// <param name="Text">The formatted message.</param>
public sealed record ReceivedLog(string Service, string Category, int Severity, string Text, string Trace)
{
    /// <summary>The values of the message and of its scopes.</summary>
    public required ILookup<string, string> Attributes { get; init; }

    /// <summary>Reads the body of an OTLP request with logs. The numbers are the fields of opentelemetry/proto/logs/v1.</summary>
    public static IEnumerable<ReceivedLog> Read(byte[] request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        let service = resource.Messages(1).SelectMany(r => r.Attributes(1)).SingleOrDefault(a => a.Key == "service.name").Value ?? ""
        from scope in resource.Messages(2)
        from record in scope.Messages(2)
        select new ReceivedLog(service, scope.Messages(1).Single().Text(1), (int)record.Number(2), record.Messages(5).Single().Text(1),
            record.Hex(9))
        {
            Attributes = record.Attributes(6).ToLookup(a => a.Key, a => a.Value),
        };
}
