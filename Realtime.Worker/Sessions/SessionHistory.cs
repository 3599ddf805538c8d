using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>Reads a session's part of the log, for a new transport.</summary>
sealed class SessionHistory(EventReader reader)
{
    const int PageSize = 1_000;

    /// <summary>How long ago an event was recorded, by the database's clock.</summary>
    public Task<TimeSpan> Age(ConversationKey conversation, long version, CancellationToken ct) => reader.Age(conversation, version, ct);

    /// <summary>What a new transport needs of the session's events after a version, up to the last or to <paramref name="upTo"/>.</summary>
    /// <param name="codec">Knows which texts and answers the provider did not get.</param>
    public async Task<SessionPast> Read(
        ConversationKey conversation, Guid session, ICodec codec, long after, CancellationToken ct, long upTo = long.MaxValue)
    {
        var past = new SessionPast(codec);
        while (true)
        {
            using var page = await reader.Page(conversation, after, PageSize, ct);
            foreach (var logged in page.Events.TakeWhile(e => e.Version <= upTo))
            {
                if (logged.Decode() is SessionEvent e && e.SessionId == session) past.Add(e, logged.Data.Length, logged.At);
            }

            if (!page.More || page.Events[^1].Version >= upTo) return past;
            after = page.Events[^1].Version;
        }
    }
}
