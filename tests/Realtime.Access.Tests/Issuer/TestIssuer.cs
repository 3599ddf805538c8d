using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Realtime.Access.Tests.Issuer;

/// <summary>OpenIddict as an OpenID Connect provider on 127.0.0.1: it gives every caller the claims that it asks for.</summary>
sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "realtime";
    readonly WebApplication app;
    readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    int requests;

    TestIssuer(WebApplication app) => this.app = app;

    /// <summary>The requests so far, for tokens and for its keys.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>Ends in a slash.</summary>
    public string Address => app.Urls.Single() + "/";

    public RsaSecurityKey Key { get; private set; } = NewKey();

    public static async Task<TestIssuer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenIddict().AddServer(server => server
            .EnableDegradedMode() // no stores: every client is accepted
            .SetTokenEndpointUris("token").SetAuthorizationEndpointUris("authorize")
            .AllowClientCredentialsFlow().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
            .DisableAccessTokenEncryption().DisableScopeValidation()
            .AddEphemeralEncryptionKey().AddSigningKey(NewKey())
            .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(_ => default))
            .AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(_ => default))
            .AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                // A code carries the claims of its request.
                if (context.Request.IsClientCredentialsGrantType()) context.SignIn(Asked(context.Request));
                return default;
            }))
            .AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                context.SignIn(Person);
                return default;
            }))
            .UseAspNetCore().DisableTransportSecurityRequirement());
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.Use((_, next) =>
        {
            Interlocked.Increment(ref issuer.requests);
            return next();
        });
        app.UseAuthentication();
        await app.StartAsync();
        issuer.Rotate();
        return issuer;
    }

    /// <summary>The person that signs in.</summary>
    static ClaimsPrincipal Person => Principal([new("sub", "ada"), new("tenant", "acme"), new("roles", "auditor")], []);

    /// <summary>A token of a program.</summary>
    public async Task<string> Token(string? tenant = "acme", string scope = "sessions:read", string subject = "robot",
        string audience = Audience)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = subject,
            ["client_secret"] = "any", ["scope"] = scope, ["audience_of"] = audience };
        if (tenant is not null) form["tenant_of"] = tenant;
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(new Uri(Address + "token"), content);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>The address of a browser's next redirect.</summary>
    public async Task<Uri> Authorize(Uri address)
    {
        using var response = await http.GetAsync(address);
        return response.Headers.Location ?? throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Signs with another key from now on, and publishes only that one.</summary>
    public void Rotate()
    {
        Key = NewKey();
        var signing = app.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue.SigningCredentials;
        signing.Clear();
        signing.Add(new SigningCredentials(Key, SecurityAlgorithms.RsaSha256));
    }

    /// <summary>A token that this issuer would never make, with the given signature.</summary>
    public string Forge(SigningCredentials? signing, Action<SecurityTokenDescriptor>? but = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddMinutes(10),
            Claims = new Dictionary<string, object> { ["sub"] = "forger", ["tenant"] = "acme", ["scope"] = "sessions:read" },
            SigningCredentials = signing,
        };
        but?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public SigningCredentials Signing => new(Key, SecurityAlgorithms.RsaSha256);

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    static ClaimsPrincipal Asked(OpenIddictRequest request)
    {
        List<Claim> claims = [new("sub", request.ClientId!)];
        if ((string?)request.GetParameter("tenant_of") is { } tenant) claims.Add(new("tenant", tenant));
        var principal = Principal(claims, request.GetScopes());
        principal.SetAudiences((string)request.GetParameter("audience_of")!);
        return principal;
    }

    static ClaimsPrincipal Principal(IEnumerable<Claim> claims, IEnumerable<string> scopes)
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, "test", "sub", "roles"));
        principal.SetScopes(scopes.Append(OpenIddictConstants.Scopes.OpenId));
        principal.SetDestinations(static _ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return principal;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}
