using Microsoft.AspNetCore.Mvc;
using Realtime.Console.Components.Pages;

namespace Realtime.Console.Access;

static class SignInEndpoints
{
    /// <summary>The names of the API's cookie for people who signed in at a provider; long ones come in parts.</summary>
    const string PersonCookie = "__Host-realtime";

    /// <summary>Forms carry an antiforgery token; a form without one is refused before it gets here.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in/key", (HttpContext context, KeyCookie cookie, [FromForm] string? key, [FromForm] string? returnUrl) =>
        {
            if (!IsKey(key)) return Results.LocalRedirect(SignInPage.AddressFor(returnUrl, refused: true));
            cookie.Write(context, key!.Trim());
            return Results.LocalRedirect(SignInPage.Local(returnUrl));
        });
        app.MapPost("/sign-out", (HttpContext context, [FromForm] string? none) =>
        {
            KeyCookie.Delete(context);
            foreach (var name in context.Request.Cookies.Keys.Where(n => n.StartsWith(PersonCookie, StringComparison.Ordinal)))
                context.Response.Cookies.Delete(name, new CookieOptions { Path = "/", Secure = true });
            return Results.LocalRedirect("/sign-in");
        });
    }

    /// <summary>Whether the text can stand in a header. The API says whether it knows the key.</summary>
    static bool IsKey(string? text) => text?.Trim() is { Length: > 0 and <= 4_096 } key && key.All(c => c is > ' ' and < '\x7f');
}
