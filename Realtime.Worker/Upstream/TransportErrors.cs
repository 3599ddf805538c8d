using Realtime.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>The errors of an open transport.</summary>
static class TransportErrors
{
    public static readonly SessionError Binary =
        new("binary_message", "Upstream sent a binary message that is no JSON object.", ErrorOrigin.Upstream, Retryable: false);

    public static readonly SessionError NoPong =
        new("transport_lost", "Upstream stopped answering pings.", ErrorOrigin.Transport, Retryable: true);

    public static SessionError TooLarge(int limit) =>
        new("message_too_large", $"Upstream sent a message of more than {limit} bytes.", ErrorOrigin.Upstream, Retryable: false);

    public static SessionError Lost(Exception e) =>
        new("transport_lost", $"The connection to upstream broke: {FailureWords.Of(e)}.", ErrorOrigin.Transport, Retryable: true);

    public static SessionError WriteFailed(Exception e) =>
        new("transport_lost", $"Upstream does not accept input any more: {FailureWords.Of(e)}.", ErrorOrigin.Transport, Retryable: true);

    public static SessionError WriteTimedOut(int milliseconds) =>
        new("write_timeout", $"Upstream did not accept a message within {milliseconds} ms.", ErrorOrigin.Transport, Retryable: true);
}
