using Microsoft.Extensions.Logging.Abstractions;
using Realtime.Worker.Journal;

namespace Realtime.Bench.Appends;

/// <summary>The worker's journal under sessions that each have one event after the other to record.</summary>
static class JournalLoad
{
    const int Sessions = 256;

    public static async Task<double> EventsPerSecond(BenchRun run, LogHost log)
    {
        run.Say($"journal of {Sessions} sessions");
        using var journal = new SessionJournal(log.Store, log.Conversations, log.Reader, log.Nudges, log.Author, TimeProvider.System, NullLogger<SessionJournal>.Instance);
        var entries = new JournalEntry[Sessions];
        await Parallel.ForAsync(0, Sessions, async (i, _) =>
        {
            var (name, session) = ($"journal-{Guid.NewGuid():N}", Guid.CreateVersion7());
            var begun = await Life.Begin(log.Conversations, name, session);
            entries[i] = new JournalEntry(name, session, Life.Owner, begun.State, begun.Version);
        });

        await journal.StartAsync(CancellationToken.None);
        await Rounds.For(TimeSpan.FromMilliseconds(500), Sessions, Record);
        var (done, time) = await Rounds.For(run.Time(6), Sessions, Record);
        await journal.StopAsync(CancellationToken.None);
        return done / time.TotalSeconds;

        Task Record(int i)
        {
            var entry = entries[i];
            entry.TryAdd(Life.Words(entry.SessionId, 1)[0]);
            journal.Wake(entry);
            return entry.Flushed;
        }
    }
}
