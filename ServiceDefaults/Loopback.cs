using System.Net;
using Microsoft.AspNetCore.Http;

namespace Realtime.ServiceDefaults;

/// <summary>What makes a request one of this machine, where access is open to it alone.</summary>
public static class Loopback
{
    /// <summary>The headers in which proxies name whom they ask for.</summary>
    public const string ForwardedFor = "X-Forwarded-For", Forwarded = "Forwarded";

    /// <summary>Whether a host is this machine by its own name; another origin's name may resolve to it.</summary>
    public static bool IsName(string host) =>
        host is "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    /// <summary>Whether a proxy has passed the request on.</summary>
    public static bool IsForwarded(HttpRequest request) =>
        request.Headers.ContainsKey(ForwardedFor) || request.Headers.ContainsKey(Forwarded);
}
