using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Realtime.Console.Access;

/// <summary>Keeps the API key that a person entered, encrypted, in a cookie that no script reads.</summary>
sealed class KeyCookie(IDataProtectionProvider protection)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Realtime.Console.Key").ToTimeLimitedDataProtector();

    /// <summary>The key of the request; null if it has none, or one that this console cannot read any more.</summary>
    public string? Read(HttpRequest request)
    {
        if (request.Cookies[ConsoleCookies.Key] is not { Length: > 0 } value) return null;
        try
        {
            return protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null; // encrypted with another key, or too old: the person enters the key again
        }
    }

    public void Write(HttpContext context, string key) =>
        context.Response.Cookies.Append(ConsoleCookies.Key, protector.Protect(key, Lifetime), Options(context.Request));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(ConsoleCookies.Key, Options(context.Request));

    static CookieOptions Options(HttpRequest request) =>
        new() { HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
