using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>The errors of a transport that could not be opened.</summary>
static class ConnectErrors
{
    const int MostWords = 500;

    public static SessionError TimedOut(int milliseconds) =>
        new("connect_timeout", $"Upstream did not answer the handshake within {milliseconds} ms.", ErrorOrigin.Transport, Retryable: true);

    public static SessionError Of(Exception e) =>
        e is UpgradeRefusedException { StatusCode: { } status } refused
            ? WithWords(Refused((int)status, e), refused.Words)
            : Unreachable(e);

    /// <summary>Adds what the provider says, without the key that it may repeat.</summary>
    static SessionError WithWords(SessionError error, string? words) =>
        words is null ? error : error with { Message = $"{error.Message} It says: {KeyCut.Of(words.Length > MostWords ? words[..MostWords] : words)}" };

    static SessionError Refused(int status, Exception e) => status switch
    {
        401 or 403 => new("upstream_unauthorized", $"Upstream refused the handshake with {status}: check its key.", ErrorOrigin.Upstream,
            Retryable: false),
        404 => new("upstream_not_found", "Upstream refused the handshake with 404: check its address and the model's name.",
            ErrorOrigin.Upstream, Retryable: false),
        429 => new("upstream_rate_limited", "Upstream refused the handshake with 429: too many requests.", ErrorOrigin.Upstream,
            Retryable: true),
        >= 500 => new("upstream_unavailable", $"Upstream refused the handshake with {status}.", ErrorOrigin.Upstream, Retryable: true),
        not 101 => new("upstream_refused", $"Upstream refused the handshake with {status}.", ErrorOrigin.Upstream, Retryable: false),
        _ => Unreachable(e),
    };

    public static SessionError NoToken(string why) =>
        new("upstream_unauthorized", $"Entra, as Realtime:Upstream:Entra sets it, gave no token: {why}.", ErrorOrigin.Worker, Retryable: true);

    static SessionError Unreachable(Exception e) =>
        new("upstream_unreachable", $"Upstream, as {FailureWords.Setting} names it, cannot be reached: {FailureWords.Of(e)}.",
            ErrorOrigin.Transport, Retryable: true);
}
