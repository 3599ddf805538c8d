using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Realtime.Api.Problems;
using Realtime.Sessions;

namespace Realtime.Api.Access;

/// <summary>Answers a refused request with what to change. It throws nothing, so that floods of bad credentials stay cheap.</summary>
sealed class AccessRefusals(RefusalHandler refusals) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded) await next(context);
        else
            await refusals.TryHandleAsync(context, authorizeResult.Challenged ? await Unauthorized(context) : Insufficient(context, policy),
                context.RequestAborted);
    }

    /// <summary>The scheme keeps its result, so asking again for the reason costs nothing.</summary>
    static async Task<SessionRefusedException> Unauthorized(HttpContext context) => (await context.AuthenticateAsync()).Failure switch
    {
        null when context.Request.Query.ContainsKey(Credential.AzureHeader) => new UnauthorizedException(
            "A key in the address ends up in logs: send it in the header api-key, or as a bearer token.", wasPresented: false),
        null => new UnauthorizedException("Send an API key or a token as a bearer token: Authorization: Bearer …", wasPresented: false),
        IssuerUnavailableException unavailable => unavailable,
        CredentialRefusedException told => new UnauthorizedException(told.Message, wasPresented: true),
        _ => new UnauthorizedException(CredentialRefusedException.Unknown, wasPresented: true),
    };

    static InsufficientScopeException Insufficient(HttpContext context, AuthorizationPolicy policy)
    {
        var requirement = policy.Requirements.OfType<ScopeRequirement>().FirstOrDefault();
        if (requirement is null) return new("", "This address is closed.");
        if (requirement.Missing(context) is { Count: > 0 } missing)
        {
            var scopes = string.Join(' ', missing);
            return new(scopes, $"The credential lacks the scope {string.Join(" and ", missing)}: use one that has it.");
        }

        return new(string.Join(' ', requirement.Needed(context.Request)), requirement.OfOperator
            ? "This is for the operators of the deployment: the scope operate counts here in their tenant only."
            : "A client secret opens live sockets only: use a key.");
    }
}

/// <summary>Why a credential is refused, in words for its sender; they contain nothing of the credential.</summary>
sealed class CredentialRefusedException(string why = CredentialRefusedException.Unknown) : Exception(why)
{
    public const string Unknown = "The credential is unknown, expired or revoked: use another.";
}
