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

sealed class UnauthorizedException(string what = "Send Realtime:ApiKey, or a client secret that has not expired, as a bearer token.")
    : SessionRefusedException("unauthorized", what);
