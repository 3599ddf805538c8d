using System.Net.Http.Headers;
using Realtime.Simulator.Faults;

namespace Realtime.Simulator.Connections;

/// <summary>The request in the handshake. Of its credentials it keeps only whether there were any.</summary>
internal sealed record ConnectionRequest(
    string Model, bool Echoes, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, bool Authorized,
    Fault? Fault, Pace? Pace, int? LimitSeconds)
{
    /// <summary>Whether the model is scripted: it sends only what a test gives it, and keeps what it receives.</summary>
    public bool IsScripted { get; init; }

    /// <summary>Whether the session only transcribes.</summary>
    public bool IsTranscription { get; init; }

    private const string EchoModel = "echo";
    private const string ScriptedModel = "script";
    private const string HeaderPrefix = "x-realtime-";
    private const string KeyProtocol = "openai-insecure-api-key.";

    /// <exception cref="FormatException">A parameter or the name of a fault is invalid.</exception>
    public static ConnectionRequest Read(HttpContext context)
    {
        var query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var headers = context.Request.Headers
            .Where(header => header.Key.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());

        var model = ModelName.Parse(query.GetValueOrDefault("model", ""));
        var parameters = new Dictionary<string, string>([.. query.ExceptBy(model.Parameters.Keys, pair => pair.Key), .. model.Parameters]);
        var faults = parameters.GetValueOrDefault("fault") ?? model.Fault;
        return new ConnectionRequest(
            query.GetValueOrDefault("model", ""), model.Base == EchoModel, query, headers, Key(context) is not null,
            faults is null ? null : Fault.Parse(faults, parameters),
            parameters.TryGetValue("pace", out var pace) ? Connections.Pace.Parse(pace) : null,
            Parameters.Number(parameters, "limit", 1, 86_400)) 
        {
            IsScripted = model.Base == ScriptedModel,
            IsTranscription = query.GetValueOrDefault("intent") == "transcription",
        };
    }

    public static string? Key(HttpContext context) =>
        context.Request.Headers["api-key"].ToString() is { Length: > 0 } key ? key
        : AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)
            && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
            : context.WebSockets.WebSocketRequestedProtocols
                .FirstOrDefault(protocol => protocol.StartsWith(KeyProtocol, StringComparison.Ordinal))?[KeyProtocol.Length..];
}
