using Realtime.Sessions;

namespace Realtime.Api.Problems;

/// <summary>What the request carries is wrong; each field with what to change.</summary>
sealed class InvalidOptionsException(IReadOnlyDictionary<string, string[]> errors)
    : SessionRefusedException(Name, string.Join(" ", errors.SelectMany(e => e.Value)))
{
    public const string Name = "invalid-options";

    public InvalidOptionsException(string field, string error) : this(new Dictionary<string, string[]> { [field] = [error] })
    {
    }

    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}

sealed class UnknownConversationException(string conversation)
    : SessionRefusedException("unknown-conversation", $"There is no conversation {conversation}: start a session in it first.");

sealed class UnknownSessionException(string conversation, Guid sessionId)
    : SessionRefusedException("unknown-session", $"There is no session {sessionId} in conversation {conversation}.");

sealed class UnknownWorkerException(string worker)
    : SessionRefusedException("unknown-worker", $"There is no worker {worker}: GET /workers lists them.");

sealed class AtCapacityException()
    : SessionRefusedException("at-capacity", "No worker has room for another session: try again later.");

/// <summary>The session lives, but the worker that the log names does not answer: it is paused or dead, or the next one is not there yet.</summary>
sealed class OwnerUnreachableException(Guid sessionId)
    : SessionRefusedException("owner-unreachable", $"The worker of session {sessionId} does not answer, and no other has taken it over yet: try again later.");

/// <summary>Nobody is known to have sent the request.</summary>
/// <param name="wasPresented">A credential came with it, and is refused.</param>
sealed class UnauthorizedException(string what, bool wasPresented) : SessionRefusedException("unauthorized", what)
{
    public bool WasPresented { get; } = wasPresented;
}

/// <summary>Whoever sent it is known, and may do other things.</summary>
/// <param name="scopes">What the credential lacks, with a space between two.</param>
sealed class InsufficientScopeException(string scopes, string what) : SessionRefusedException("insufficient-scope", what)
{
    public string Scopes { get; } = scopes;
}

/// <summary>Nothing is known to be wrong with the token.</summary>
sealed class IssuerUnavailableException()
    : SessionRefusedException("issuer-unavailable", "The issuer of tokens does not answer, so that none can be judged: try again later.");

sealed class UnknownKeyException(string id)
    : SessionRefusedException("unknown-key", $"There is no key {id}: GET /keys lists them.");
