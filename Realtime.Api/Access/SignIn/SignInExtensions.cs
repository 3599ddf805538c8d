using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Realtime.Api.Access.Jwt;
using Realtime.EventLog.Access;

namespace Realtime.Api.Access.SignIn;

static class SignInExtensions
{
    const string CallbackPath = "/signin/callback", SignedOutPath = "/signout/callback";

    /// <summary>A cookie for people who sign in at an OpenID Connect provider.</summary>
    public static void AddSignIn(this AuthenticationBuilder schemes, IConfiguration configuration)
    {
        var services = schemes.Services;
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // Every node reads the cookies of every other.
        services.AddSingleton<IXmlRepository, CookieKeyRows>();
        services.AddDataProtection().SetApplicationName("realtime");
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((keys, rows) => keys.XmlRepository = rows);
        if (configuration[$"{SignInOptions.Section}:{nameof(SignInOptions.Authority)}"] is not { Length: > 0 }) return;

        schemes.AddCookie(AccessSchemes.Cookie, configureOptions: null!);
        services.AddOptions<CookieAuthenticationOptions>(AccessSchemes.Cookie)
            .Configure<IOptions<SignInOptions>>((cookie, signIn) => Configure(cookie, signIn.Value));
        schemes.AddOpenIdConnect(AccessSchemes.SignIn, configureOptions: null!);
        services.AddOptions<OpenIdConnectOptions>(AccessSchemes.SignIn)
            .Configure<IOptions<SignInOptions>>((oidc, signIn) => Configure(oidc, signIn.Value));
    }

    static void Configure(CookieAuthenticationOptions cookie, SignInOptions signIn)
    {
        cookie.Cookie.Name = "__Host-realtime";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        // Browsers do not send it from a page of another site, neither with a POST nor with a WebSocket.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(signIn.Minutes);
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = static context =>
        {
            if (context.Properties.ExpiresUtc is { } expiresAt)
                context.HttpContext.Features.Set(new AccessEnd(CancellationToken.None, expiresAt));
            return Task.CompletedTask;
        };
    }

    static void Configure(OpenIdConnectOptions oidc, SignInOptions signIn)
    {
        oidc.Authority = signIn.Authority;
        oidc.RequireHttpsMetadata = Issuer.NeedsTls(new Uri(signIn.Authority!));
        oidc.ClientId = signIn.ClientId;
        oidc.ClientSecret = signIn.ClientSecret;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.SignInScheme = AccessSchemes.Cookie;
        oidc.SignOutScheme = AccessSchemes.Cookie;
        oidc.CallbackPath = CallbackPath;
        oidc.SignedOutCallbackPath = SignedOutPath;
        oidc.MapInboundClaims = false;
        oidc.SaveTokens = false;
        oidc.DisableTelemetry = true;
        oidc.NonceCookie.SameSite = oidc.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oidc.TokenValidationParameters.ValidAlgorithms = Issuer.Algorithms;
        oidc.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context =>
            {
                if (signIn.PublicUrl is { } url) context.ProtocolMessage.RedirectUri = url.TrimEnd('/') + CallbackPath;
                return Task.CompletedTask;
            },
            OnRedirectToIdentityProviderForSignOut = context =>
            {
                if (signIn.PublicUrl is { } url) context.ProtocolMessage.PostLogoutRedirectUri = url.TrimEnd('/') + SignedOutPath;
                return Task.CompletedTask;
            },
            OnTokenValidated = static context =>
            {
                try
                {
                    context.Principal = context.HttpContext.RequestServices.GetRequiredService<ClaimMapping>()
                        .Caller(AccessSchemes.Cookie, context.Principal!);
                }
                catch (CredentialRefusedException refused)
                {
                    context.Fail(refused);
                }

                return Task.CompletedTask;
            },
            // The answer is a problem in our words; the provider's are in the log.
            OnRemoteFailure = static async context =>
            {
                context.HandleResponse();
                await context.HttpContext.RequestServices.GetRequiredService<Problems.RefusalHandler>().TryHandleAsync(context.HttpContext,
                    new Problems.UnauthorizedException(context.Failure is CredentialRefusedException told
                        ? told.Message
                        : "Signing in failed: begin again at /signin.", wasPresented: true),
                    context.HttpContext.RequestAborted);
            },
        };
    }
}
