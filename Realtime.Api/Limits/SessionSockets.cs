using Microsoft.Extensions.Options;
using Realtime.Sessions;

namespace Realtime.Api.Limits;

/// <summary>Limits the live sockets of one session at this API. The session's worker limits those of all APIs together.</summary>
sealed class SessionSockets(IOptions<ApiOptions> options)
{
    readonly Dictionary<(ConversationKey, Guid), int> open = [];

    /// <summary>Dispose it when the socket is closed.</summary>
    /// <exception cref="LimitReachedException">The session has as many as it may.</exception>
    public Place Enter(ConversationKey conversation, Guid sessionId)
    {
        var session = (conversation, sessionId);
        var most = options.Value.SessionLiveSockets;
        lock (open)
        {
            var now = open.GetValueOrDefault(session);
            if (now >= most)
                throw new LimitReachedException("Realtime:SessionLiveSockets", most, "live sockets for each session",
                    StatusCodes.Status429TooManyRequests);
            open[session] = now + 1;
        }

        return new Place(this, session);
    }

    void Leave((ConversationKey, Guid) session)
    {
        lock (open)
        {
            if (--open[session] == 0) open.Remove(session);
        }
    }

    internal sealed class Place(SessionSockets of, (ConversationKey, Guid) session) : IDisposable
    {
        public void Dispose() => of.Leave(session);
    }
}
