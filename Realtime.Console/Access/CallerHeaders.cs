using System.Net;
using Microsoft.Net.Http.Headers;
using Realtime.ServiceDefaults;

namespace Realtime.Console.Access;

/// <summary>
/// Writes who calls into a request to the API: the person's own credential, and the address of the person's browser where it is not of this
/// machine. The console has no credential of its own.
/// </summary>
sealed class CallerHeaders(KeyCookie key)
{
    /// <param name="to">The request to the API, which may already have headers that a proxy copied.</param>
    public void Apply(HttpContext from, HttpRequestMessage to)
    {
        foreach (var header in new[] { HeaderNames.Authorization, HeaderNames.Cookie, Loopback.Forwarded, Loopback.ForwardedFor })
            to.Headers.Remove(header);
        if (key.Read(from.Request) is { } own) to.Headers.TryAddWithoutValidation(HeaderNames.Authorization, $"Bearer {own}");
        var cookies = string.Join("; ", from.Request.Cookies.Where(c => !ConsoleCookies.IsOwn(c.Key)).Select(c => $"{c.Key}={c.Value}"));
        if (cookies.Length > 0) to.Headers.TryAddWithoutValidation(HeaderNames.Cookie, cookies);
        // Where access is open, the API serves its own machine only. It sees the console's connection, so the console says for whom it asks.
        if (!IsOfThisMachine(from)) to.Headers.TryAddWithoutValidation(Loopback.ForwardedFor, Addresses(from));
    }

    static bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && Loopback.IsName(context.Request.Host.Host)
        && !Loopback.IsForwarded(context.Request);

    static string Addresses(HttpContext context)
    {
        var before = context.Request.Headers[Loopback.ForwardedFor].ToString();
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        return before.Length > 0 ? $"{before}, {address}" : address;
    }
}
