using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Samples.Backend;

/// <summary>A form for a name and a password.</summary>
static class SignIn
{
    const string Form = """
        <!doctype html><meta charset="utf-8"><title>Sign in</title>
        <form method="post" action="/signin">
          <label>Name <input name="name" required></label>
          <label>Password <input name="password" type="password" required></label>
          <button>Sign in</button>
        </form>
        """;

    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet("/signin", () => Results.Content(Form, "text/html"));
        // Nobody is signed in yet, so a forged form of another site gains nothing here.
        app.MapPost("/signin", Enter).DisableAntiforgery();
        app.MapPost("/signout", (HttpContext context) => context.SignOutAsync());
    }

    static async Task<IResult> Enter([FromForm] string name, [FromForm] string password, HttpContext context, IOptions<UserOptions> users)
    {
        if (!users.Value.Knows(name, password)) return Results.Content(Form, "text/html", statusCode: StatusCodes.Status401Unauthorized);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
        return Results.LocalRedirect("/");
    }
}
