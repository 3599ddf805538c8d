using Realtime.Sessions;

namespace Realtime.Api.Problems;

/// <summary>The request is invalid; the errors say for each field what to change.</summary>
sealed class InvalidOptionsException(IReadOnlyDictionary<string, string[]> errors)
    : SessionRefusedException(Name, string.Join(" ", errors.SelectMany(e => e.Value)))
{
    public const string Name = "invalid-options";

    public InvalidOptionsException(string field, string error) : this(new Dictionary<string, string[]> { [field] = [error] })
    {
    }

    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}

/// <summary>The body is larger than the address takes.</summary>
sealed class TooLargeException(string what) : SessionRefusedException("too-large", what);

sealed class UnknownConversationException(string conversation)
    : SessionRefusedException("unknown-conversation", $"There is no conversation {conversation}: start a session in it first.");

/// <summary>The client asks for what follows a version that the conversation does not have, as after a restored backup.</summary>
sealed class BeyondEndException(string conversation, long version, long last)
    : SessionRefusedException("beyond-end",
        $"Conversation {conversation} has {last} events, so nothing follows version {version}: read again from after=0, or go on with after=now.")
{
    public long Last { get; } = last;
}

sealed class UnknownSessionException(string conversation, Guid sessionId)
    : SessionRefusedException("unknown-session", $"There is no session {sessionId} in conversation {conversation}.");

sealed class UnknownWorkerException(string worker)
    : SessionRefusedException("unknown-worker", $"There is no worker {worker}: GET /workers lists them.");

sealed class AtCapacityException()
    : SessionRefusedException("at-capacity", "No worker has room for another session: try again later.");

/// <summary>The session is live, but its owner does not answer, and no other worker has taken it over yet.</summary>
sealed class OwnerUnreachableException(Guid sessionId)
    : SessionRefusedException("owner-unreachable",
        $"The worker of session {sessionId} does not answer, and no other worker has taken the session over yet: try again later.");

/// <summary>The request has no valid credential.</summary>
/// <param name="wasPresented">The request has a credential, which is refused.</param>
sealed class UnauthorizedException(string what, bool wasPresented) : SessionRefusedException("unauthorized", what)
{
    public bool WasPresented { get; } = wasPresented;
}

/// <summary>The worker holds as many images of the session as it may, because the model has not taken them yet.</summary>
sealed class ImagesOverloadedException(Guid sessionId)
    : SessionRefusedException("input-overloaded",
        $"Session {sessionId} has too many bytes of images that the model has not yet taken. Wait for command_delivered, then send again.");

/// <summary>The credential is valid but lacks scopes.</summary>
/// <param name="scopes">The missing scopes, separated by spaces.</param>
sealed class InsufficientScopeException(string scopes, string what) : SessionRefusedException("insufficient-scope", what)
{
    public string Scopes { get; } = scopes;
}

/// <summary>The token cannot be checked without the issuer's keys.</summary>
sealed class IssuerUnavailableException()
    : SessionRefusedException("issuer-unavailable", "The token's issuer does not answer, so the token cannot be checked: try again later.");

sealed class UnknownKeyException(string id)
    : SessionRefusedException("unknown-key", $"There is no key {id}: GET /keys lists them.");

sealed class UnknownClientSecretException(string id)
    : SessionRefusedException("unknown-client-secret", $"There is no client secret {id}: GET /v1/realtime/client_secrets lists them.");
