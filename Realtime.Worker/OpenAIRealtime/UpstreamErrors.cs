using System.Text.Json;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Decides which of the provider's error events end a session. Most do not: a rejected client event changes nothing.</summary>
static class UpstreamErrors
{
    public const string AlreadyActive = "conversation_already_has_active_response";
    const string AlreadyActiveWords = "already has an active response";
    const int LongestMessage = 1_000;

    public static UpstreamMessage Read(JsonElement message, MessageIds ids)
    {
        // The event's own type is "error"; the kind is that of the object inside.
        var inside = message.Part("error");
        var (type, code, about) = (inside?.Text("type"), (inside ?? message).Text("code"), inside?.Text("event_id"));
        if (about == ids.Settle) return UpstreamMessage.Settled.Instance;
        var text = (inside ?? message).Text("message");
        var error = new SessionError(code ?? type ?? "unknown_error", Shortened(text ?? "Upstream reported an error without a message."),
            ErrorOrigin.Upstream, Retryable: type is "server_error" || code is "session_expired");
        var isAlreadyActive = code is AlreadyActive || text?.Contains(AlreadyActiveWords, StringComparison.OrdinalIgnoreCase) == true;
        if (Names(code, "session_expired") || Names(type, "session_expired")) return new UpstreamMessage.Expired(error);
        if (!isAlreadyActive && IsFatal(type, code)) return new UpstreamMessage.Fatal(error);
        return new UpstreamMessage.Warning(error, KnownKind: type is "invalid_request_error" || isAlreadyActive, ids.About(about))
        {
            IsAlreadyActive = isAlreadyActive,
            Field = Configuration.Dispensable(inside?.Text("param")),
        };
    }

    static bool IsFatal(string? type, string? code)
    {
        if (type is null && code is null) return true;
        if (Names(code, "insufficient_quota", "invalid_api_key") || Names(type, "server_error", "insufficient_quota")) return true;
        return type?.StartsWith("authentication", StringComparison.Ordinal) == true
            || code?.StartsWith("authentication", StringComparison.Ordinal) == true
            || code is "server_error";
    }

    static bool Names(string? name, params ReadOnlySpan<string> names) => name is not null && names.Contains(name);

    static string Shortened(string message) => KeyCut.Of(message.Length <= LongestMessage ? message : message[..LongestMessage]);
}
