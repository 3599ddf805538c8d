using System.Net;
using Microsoft.Net.Http.Headers;

namespace Realtime.Console.Access;

/// <summary>
/// Writes who calls into a request to the API: the person's own credential, and the address of the person's browser where it is not of this
/// machine. The console has no credential of its own.
/// </summary>
sealed class CallerHeaders(KeyCookie key)
{
    const string ForwardedFor = "X-Forwarded-For";

    /// <param name="to">The request to the API, which may already have headers that a proxy copied.</param>
    public void Apply(HttpContext from, HttpRequestMessage to)
    {
        foreach (var header in new[] { HeaderNames.Authorization, HeaderNames.Cookie, "Forwarded", ForwardedFor })
            to.Headers.Remove(header);
        if (key.Read(from.Request) is { } own) to.Headers.TryAddWithoutValidation(HeaderNames.Authorization, $"Bearer {own}");
        var cookies = string.Join("; ", from.Request.Cookies.Where(c => !ConsoleCookies.IsOwn(c.Key)).Select(c => $"{c.Key}={c.Value}"));
        if (cookies.Length > 0) to.Headers.TryAddWithoutValidation(HeaderNames.Cookie, cookies);
        // Where access is open, the API serves its own machine only. It sees the console's connection, so the console says for whom it asks.
        if (!IsOfThisMachine(from)) to.Headers.TryAddWithoutValidation(ForwardedFor, Addresses(from));
    }

    static bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && IsLocalName(context.Request.Host.Host)
        && !context.Request.Headers.ContainsKey(ForwardedFor) && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>Another origin's name may resolve to this machine, so the name counts too.</summary>
    static bool IsLocalName(string host) =>
        host is "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    static string Addresses(HttpContext context)
    {
        var before = context.Request.Headers[ForwardedFor].ToString();
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        return before.Length > 0 ? $"{before}, {address}" : address;
    }
}
