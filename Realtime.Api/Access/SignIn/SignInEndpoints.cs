using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Realtime.Api.Access.SignIn;

/// <summary>Who the caller is to this API.</summary>
/// <param name="KeyId">The id of the API key; null for other credentials.</param>
sealed record CallerView(string Tenant, bool Test, string Subject, IEnumerable<string> Scopes, string? KeyId, bool Operator);

static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("").WithTags("Access");
        people.MapGet("/me", Me).RequireAnyCredential().WithSummary("Who you are here: tenant, subject, scopes");
        if (!app.ServiceProvider.GetRequiredService<AccessWays>().HasSignIn) return;
        people.MapGet("/signin", SignIn).AllowAnonymous().WithSummary("Sign in at the identity provider, and come back to returnUrl")
            .Produces(StatusCodes.Status302Found);
        people.MapPost("/signout", SignOut).AllowAnonymous().WithSummary("Sign out, here and at the identity provider")
            .Produces(StatusCodes.Status302Found);
    }

    static Ok<CallerView> Me(ClaimsPrincipal caller) =>
        TypedResults.Ok(new CallerView(caller.Tenant.Name, caller.Tenant.IsTest, caller.Subject, caller.Scopes, caller.KeyId,
            caller.IsOperator));

    static ChallengeHttpResult SignIn(string? returnUrl = null) =>
        TypedResults.Challenge(new AuthenticationProperties { RedirectUri = IsLocal(returnUrl) ? returnUrl : "/me" },
            [AccessSchemes.SignIn]);

    /// <summary>Signs out here, and at the provider if it has an endpoint for that.</summary>
    static async Task<IResult> SignOut(HttpContext context, IOptionsMonitor<OpenIdConnectOptions> options, CancellationToken ct)
    {
        await context.SignOutAsync(AccessSchemes.Cookie);
        var provider = await options.Get(AccessSchemes.SignIn).ConfigurationManager!.GetConfigurationAsync(ct);
        return string.IsNullOrEmpty(provider.EndSessionEndpoint)
            ? TypedResults.LocalRedirect("/")
            : TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [AccessSchemes.SignIn]);
    }

    /// <summary>True for a path of this API: a foreign link must not redirect a person to another site.</summary>
    static bool IsLocal(string? url) => url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
