using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Realtime.Api.Problems;
using Realtime.Sessions;

namespace Realtime.Api.Access;

/// <summary>Tells who is not let in what to change. Nothing is thrown for it: garbage by the thousand costs as little as it can.</summary>
sealed class AccessRefusals(RefusalHandler refusals) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded) await next(context);
        else await refusals.TryHandleAsync(context, authorizeResult.Challenged ? await Unauthorized(context) : Insufficient(context, policy), context.RequestAborted);
    }

    /// <summary>Asks the scheme once more why: it remembers.</summary>
    static async Task<SessionRefusedException> Unauthorized(HttpContext context) => (await context.AuthenticateAsync()).Failure switch
    {
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
            : "A client secret is good for live sockets only: use a key.");
    }
}

/// <summary>Why a credential is refused, in words for whoever sent it; nothing of the credential is in them.</summary>
sealed class CredentialRefusedException(string why = CredentialRefusedException.Unknown) : Exception(why)
{
    public const string Unknown = "The credential is not known here, or is good no more: use another.";
}
