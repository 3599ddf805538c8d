using System.Net.Sockets;
using System.Security.Authentication;

namespace Realtime.Worker.Upstream;

/// <summary>
/// Describes a connection's failure in our words: an exception's message may name resolved addresses or repeat a proxy's text, and this
/// goes to clients and on the record. Upstream is named by its setting.
/// </summary>
static class FailureWords
{
    public const string Setting = "Realtime:Upstream:BaseUrl";

    public static string Of(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy refused the connection",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or AuthenticationException =>
            "the TLS handshake failed",
        SocketException socket => Of(socket.SocketErrorCode),
        { InnerException: { } inner } => Of(inner),
        _ => "the connection broke",
    };

    static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => "the connection was reset",
        SocketError.TimedOut => "the connection timed out",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name is not known",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown =>
            "there is no route to it",
        _ => "the connection broke",
    };
}
