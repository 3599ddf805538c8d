using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Realtime.Sessions;
using Realtime.Worker;
using Realtime.Worker.Journal;
using Realtime.Worker.Leases;

namespace Realtime.Bench.Appends;

/// <summary>
/// The worker's journal, with sessions that each record one event after the other. It runs in turns with 32 plain writers of single events.
/// </summary>
static class JournalLoad
{
    const int Sessions = 256;
    const int FloorStreams = 32;
    const double TimesFloor = 5;

    public static async Task Measure(BenchRun run, BenchDatabase database, Node log, Rounds rounds)
    {
        run.Say($"journal of {Sessions} sessions");
        await using var floor = await SingleEventFloor.Open(database.ConnectionString, FloorStreams);
        var refusals = new JournalRefusals(TimeProvider.System);
        using var journal = new SessionJournal(
            new JointRecorder(log.Writer, log.Nudges),
            new SoloRecorder(log.Conversations, log.Reader, refusals, NullLogger<SoloRecorder>.Instance), refusals,
            new DatabaseWatch(Options.Create(new WorkerOptions()), TimeProvider.System), TimeProvider.System,
            NullLogger<SessionJournal>.Instance);
        var entries = new JournalEntry[Sessions];
        await Parallel.ForAsync(0, Sessions, async (i, _) =>
        {
            var (name, session) = ($"journal-{Guid.NewGuid():N}", Guid.CreateVersion7());
            var begun = await Life.Begin(log.Conversations, name, session);
            entries[i] = new JournalEntry(Tenant.Default.Conversation(name), session, Life.Owner, begun.State, begun.Version);
        });

        await journal.StartAsync(CancellationToken.None);
        var (plain, ours) = await rounds.Run(FloorStreams, floor.Append, Sessions, Record);
        await journal.StopAsync(CancellationToken.None);
        run.Report.Tell($"append.journal.{Sessions}_sessions", ours, "events/s");
        run.Report.AtLeast("append.journal.to_single_event_floor", ours / plain, "x", TimesFloor);

        Task Record(int i)
        {
            var entry = entries[i];
            entry.TryAdd(Life.Words(entry.SessionId, 1)[0]);
            journal.Wake(entry);
            return entry.Flushed;
        }
    }
}
