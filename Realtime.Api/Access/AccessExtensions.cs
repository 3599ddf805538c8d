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
    /// <summary>Who may do what: every way in, and a door that is shut to whatever route asks for nothing.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessValidation>();
        services.AddSingleton<AccessWays>();
        services.AddHostedService<OpenAccessNotice>();
        services.AddHttpContextAccessor();
        services.AddSingleton(provider => new Author("api", By: () => provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.User.Cause));

        // Whoever is refused is told; a line for each in the log would be theirs to fill.
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
