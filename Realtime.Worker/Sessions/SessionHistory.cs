using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Buffers;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>Reads a session's part of the log, for a new transport.</summary>
sealed class SessionHistory(EventReader reader) : IDisposable
{
    const int PageSize = 1_000;

    /// <summary>The most bytes of a small past.</summary>
    const int Small = BufferShare.Own;

    /// <summary>The most large pasts in memory at the same time.</summary>
    const int MostLarge = 8;

    readonly SemaphoreSlim large = new(MostLarge);

    /// <summary>How long ago an event was recorded, by the database's clock.</summary>
    public Task<TimeSpan> Age(ConversationKey conversation, long version, CancellationToken ct) => reader.Age(conversation, version, ct);

    /// <summary>
    /// Reads the events that a new transport needs, after a version and up to the last or <paramref name="upTo"/>. A large past waits for a
    /// free place, and is then read from the beginning.
    /// </summary>
    /// <param name="codec">Finds the texts and answers that the provider did not get.</param>
    public async Task<SessionPast> Read(
        ConversationKey conversation, Guid session, ICodec codec, long after, CancellationToken ct, long upTo = long.MaxValue)
    {
        if (await Read(new SessionPast(codec), Small) is { } small) return small;
        await large.WaitAsync(ct);
        var past = new SessionPast(codec, () => large.Release());
        try
        {
            return (await Read(past, most: long.MaxValue))!;
        }
        catch
        {
            past.Dispose();
            throw;
        }

        Task<SessionPast?> Read(SessionPast into, long most) => Fill(into, most, conversation, session, after, upTo, ct);
    }

    /// <summary>Null if there are more bytes than <paramref name="most"/>.</summary>
    async Task<SessionPast?> Fill(
        SessionPast past, long most, ConversationKey conversation, Guid session, long after, long upTo, CancellationToken ct)
    {
        for (var more = true; more;)
        {
            using var page = await reader.Page(conversation, after, PageSize, ct);
            foreach (var logged in page.Events.TakeWhile(e => e.Version <= upTo))
            {
                if (logged.Decode() is SessionEvent e && e.SessionId == session) past.Add(e, logged.Data.Length, logged.At);
            }

            if (past.Held > most) return null;
            more = page.More && (after = page.Events[^1].Version) < upTo;
        }

        return past;
    }

    public void Dispose() => large.Dispose();
}
