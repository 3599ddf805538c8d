using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Realtime.Api.Access.Jwt;
using Realtime.Api.Access.Keys;
using Realtime.Api.Access.SignIn;
using Realtime.EventLog;

namespace Realtime.Api.Access;

static class AccessExtensions
{
    /// <summary>Adds the authentication schemes, and a fallback policy that closes every route without a policy.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessValidation>();
        services.AddSingleton<AccessWays>();
        services.AddHostedService<OpenAccessNotice>();
        services.AddHttpContextAccessor();
        services.AddSingleton(provider =>
            new Author("api", By: () => provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.User.Cause));

        // A refusal is answered, not logged: anybody could fill the log with refused requests.
        builder.Logging.AddFilter("Realtime.Api.Access", LogLevel.Warning);

        var schemes = services.AddAuthentication(AccessSchemes.Any)
            .AddPolicyScheme(AccessSchemes.Any, displayName: null, policy => policy.ForwardDefaultSelector =
                context => AccessSchemes.For(context, context.RequestServices.GetRequiredService<AccessWays>()))
            .AddScheme<AuthenticationSchemeOptions, OpenAccess>(AccessSchemes.Open, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAccess>(AccessSchemes.ApiKey, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, ClientSecretAccess>(AccessSchemes.ClientSecret, configureOptions: null);
        services.AddKeys();
        schemes.AddJwt();
        schemes.AddSignIn(builder.Configuration);

        services.AddAuthorizationBuilder().SetFallbackPolicy(Policies.Closed);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
    }
}
