using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Which of upstream's error events end a session. Most do not: a rejected client event leaves it as it was.</summary>
static class UpstreamErrors
{
    public const string AlreadyActive = "conversation_already_has_active_response";
    const int LongestMessage = 1_000;

    public static UpstreamMessage Read(JsonElement message)
    {
        // The event's own type is "error"; the kind is that of the object inside.
        var inside = message.TryGetProperty("error", out var e) && e.ValueKind is JsonValueKind.Object;
        var type = inside ? e.Text("type") : null;
        var code = inside ? e.Text("code") : message.Text("code");
        var about = inside ? e.Text("event_id") : null;
        if (about is UpstreamWriter.SettleId) return UpstreamMessage.Settled.Instance;
        var text = inside ? e.Text("message") : message.Text("message");
        var told = new SessionError(code ?? type ?? "unknown_error", Shortened(text ?? "Upstream told of an error without a message."),
            ErrorOrigin.Upstream, Retryable: type is "server_error" || code is "session_expired");
        if (IsFatal(type, code)) return new UpstreamMessage.Fatal(told);
        return new UpstreamMessage.Warning(told, KnownKind: type is "invalid_request_error", about);
    }

    static bool IsFatal(string? type, string? code)
    {
        if (type is null && code is null) return true;
        if (Names(code, "session_expired", "insufficient_quota", "invalid_api_key") || Names(type, "server_error", "insufficient_quota", "session_expired")) return true;
        return type?.StartsWith("authentication", StringComparison.Ordinal) == true || code?.StartsWith("authentication", StringComparison.Ordinal) == true
            || code is "server_error";
    }

    static bool Names(string? name, params ReadOnlySpan<string> names) => name is not null && names.Contains(name);

    static string Shortened(string message) => KeyCut.Of(message.Length <= LongestMessage ? message : message[..LongestMessage]);
}
