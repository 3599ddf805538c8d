using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Worker.Sessions;

/// <summary>What a session's part of the log says, for telling a new transport.</summary>
sealed class SessionHistory(EventReader reader)
{
    const int PageSize = 1_000;

    /// <summary>How long ago an event was recorded, by the database's clock.</summary>
    public Task<TimeSpan> Age(string conversation, long version, CancellationToken ct) => reader.Age(conversation, version, ct);

    /// <summary>The session's events after a version, up to the last there is or <paramref name="upTo"/>, each with when it was recorded.</summary>
    public async Task<List<(SessionEvent Event, DateTimeOffset At)>> Read(string conversation, Guid session, long after, CancellationToken ct, long upTo = long.MaxValue)
    {
        var events = new List<(SessionEvent, DateTimeOffset)>();
        while (true)
        {
            var page = await reader.Page(conversation, after, PageSize, ct);
            foreach (var logged in page.TakeWhile(e => e.Version <= upTo))
            {
                if (logged.Decode() is SessionEvent e && e.SessionId == session) events.Add((e, logged.At));
            }

            if (page.Count < PageSize || page[^1].Version >= upTo) return events;
            after = page[^1].Version;
        }
    }
}
