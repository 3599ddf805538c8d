using System.Text.Json;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Decides which of the provider's error events end a session. Most do not: the provider closes if it does not go on.</summary>
static class UpstreamErrors
{
    public const string AlreadyActive = "conversation_already_has_active_response";
    const string AlreadyActiveWords = "already has an active response";
    const string Unknown = "unknown_error";
    const int LongestMessage = 1_000;
    const int LongestCode = 100;

    public static UpstreamMessage Read(JsonElement message, MessageIds ids)
    {
        var (type, code, words, about, param) = ErrorShape.Of(message);
        if (about == ids.Settle) return UpstreamMessage.Settled.Instance;
        var error = new SessionError(CodeOf(code ?? type), Shortened(words ?? "Upstream reported an error without a message."),
            ErrorOrigin.Upstream, Retryable: type is "server_error" || code is "session_expired" or "server_error");
        var isAlreadyActive = code is AlreadyActive || words?.Contains(AlreadyActiveWords, StringComparison.OrdinalIgnoreCase) == true;
        if (Names(code, "session_expired") || Names(type, "session_expired")) return new UpstreamMessage.Expired(error);
        if (!isAlreadyActive && IsFatal(type, code)) return new UpstreamMessage.Fatal(error);
        return new UpstreamMessage.Warning(error, KnownKind: type is "invalid_request_error" || isAlreadyActive, ids.About(about))
        {
            IsAlreadyActive = isAlreadyActive,
            Command = ids.Command(about),
            Field = Configuration.Dispensable(param),
        };
    }

    /// <summary>The code and the words of an error that belongs to something else: a transcription, a response.</summary>
    public static (string Code, string Message) Described(JsonElement holder)
    {
        var error = ErrorShape.Of(holder);
        return (CodeOf(error.Code ?? error.Type), Shortened(error.Message ?? ""));
    }

    /// <summary>Without a valid key or a quota the provider goes on with nothing.</summary>
    static bool IsFatal(string? type, string? code) =>
        Names(code, "insufficient_quota", "invalid_api_key") || Names(type, "insufficient_quota")
        || type?.StartsWith("authentication", StringComparison.Ordinal) == true
        || code?.StartsWith("authentication", StringComparison.Ordinal) == true;

    static bool Names(string? name, params ReadOnlySpan<string> names) => name is not null && names.Contains(name);

    static string CodeOf(string? code) => code is null ? Unknown : Cut(code, LongestCode);

    static string Shortened(string message) => KeyCut.Of(Cut(message, LongestMessage));

    /// <summary>At most so many characters, without half a surrogate pair at the end.</summary>
    static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
