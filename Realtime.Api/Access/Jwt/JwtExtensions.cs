using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Realtime.Api.Problems;

namespace Realtime.Api.Access.Jwt;

static class JwtExtensions
{
    /// <summary>In characters; a longer token is refused unread.</summary>
    const int LongestToken = 16 * 1024;

    public static void AddJwt(this AuthenticationBuilder schemes)
    {
        var services = schemes.Services;
        services.AddOptions<JwtOptions>().BindConfiguration(JwtOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ClaimOptions>().BindConfiguration(ClaimOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ClaimMapping>();
        schemes.AddJwtBearer(AccessSchemes.Jwt, configureOptions: null!);
        services.AddOptions<JwtBearerOptions>(AccessSchemes.Jwt)
            .Configure<IOptions<JwtOptions>, TimeProvider>((bearer, jwt, time) => Configure(bearer, jwt.Value, time));
        services.PostConfigure<JwtBearerOptions>(AccessSchemes.Jwt, ForgetFormerKeys);
    }

    /// <summary>False if the API has never read the issuer's keys: without them every token looks wrong.</summary>
    static async Task<bool> IsKnown(JwtBearerOptions bearer, CancellationToken ct)
    {
        try
        {
            return bearer.ConfigurationManager is null || await bearer.ConfigurationManager.GetConfigurationAsync(ct) is not null;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            return false;
        }
    }

    /// <summary>A key that the issuer withdraws is refused from the next read on, without a period of grace.</summary>
    static void ForgetFormerKeys(JwtBearerOptions bearer)
    {
        if (bearer.ConfigurationManager is BaseConfigurationManager issuer) issuer.UseLastKnownGoodConfiguration = false;
    }

    static void Configure(JwtBearerOptions bearer, JwtOptions jwt, TimeProvider time)
    {
        bearer.Authority = jwt.Authority;
        bearer.RequireHttpsMetadata = jwt.Authority is null || Issuer.NeedsTls(new Uri(jwt.Authority));
        bearer.RefreshInterval = TimeSpan.FromSeconds(jwt.KeyRefreshSeconds);
        bearer.MapInboundClaims = false;
        bearer.TimeProvider = time;
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken });
        bearer.TokenValidationParameters.ValidAudience = jwt.Audience;
        bearer.TokenValidationParameters.ValidAlgorithms = Issuer.Algorithms;
        bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(jwt.ClockSkewSeconds);
        bearer.TokenValidationParameters.RequireExpirationTime = true;
        bearer.TokenValidationParameters.RequireSignedTokens = true;
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = static context =>
            {
                context.Token = Credential.Of(context.Request);
                if (context.Token?.Length > LongestToken) context.Fail(new CredentialRefusedException("The token is too long."));
                return Task.CompletedTask;
            },
            OnAuthenticationFailed = static async context =>
            {
                if (!await IsKnown(context.Options, context.HttpContext.RequestAborted)) context.Fail(new IssuerUnavailableException());
            },
            OnTokenValidated = context =>
            {
                try
                {
                    context.Principal = context.HttpContext.RequestServices.GetRequiredService<ClaimMapping>()
                        .Caller(AccessSchemes.Jwt, context.Principal!);
                    var until = new DateTimeOffset(context.SecurityToken.ValidTo, TimeSpan.Zero).AddSeconds(jwt.ClockSkewSeconds);
                    context.HttpContext.Features.Set(new AccessEnd(CancellationToken.None, until));
                }
                catch (CredentialRefusedException refused)
                {
                    context.Fail(refused);
                }

                return Task.CompletedTask;
            },
        };
    }
}
