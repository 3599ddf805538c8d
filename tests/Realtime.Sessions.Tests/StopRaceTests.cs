using Realtime.Sessions.Tests.Model;
using static Realtime.Sessions.Tests.Story;

namespace Realtime.Sessions.Tests;

/// <summary>A stop in the same instant as something else, ten thousand times, each in an order of its own.</summary>
public class StopRaceTests
{
    const int Times = 10_000;
    static readonly SessionError Broken = new("broken", "It broke.", ErrorOrigin.Upstream, Retryable: false);
    static readonly TranscriptDelta LastWord = new(Session, "item", "assistant", "bye");

    [Fact]
    public void A_stop_and_a_clean_close_make_one_end() => Race(
        [Requested, Claimed, Started],
        () => [new RequestEnd(Session), new RequestEnd(Session),
            new End(Session, Owner, new SessionOutcome(EndReason.TransportClosed, CloseCode: 1000), [LastWord])],
        EndReason.TransportClosed);

    [Fact]
    public void A_stop_and_an_error_make_one_end() => Race(
        [Requested, Claimed, Started],
        () => [new RequestEnd(Session), new RequestEnd(Session),
            new End(Session, Owner, new SessionOutcome(EndReason.Error, Broken), [LastWord])],
        EndReason.Error);

    [Fact]
    public void Stops_a_close_an_error_a_lost_worker_and_a_replacement_make_one_end() => Race(
        [Requested, Claimed, Started],
        () => [new RequestEnd(Session), new Start(Another, Options, Replace: true), new LoseWorker(Session, Owner),
            new Record(Session, Owner, [LastWord]),
            new End(Session, Owner, new SessionOutcome(EndReason.TransportClosed), []),
            new End(Session, Owner, new SessionOutcome(EndReason.Error, Broken), [])],
        EndReason.TransportClosed, EndReason.Error, EndReason.WorkerLost, EndReason.Replaced);

    [Fact]
    public void A_stop_and_a_claim_leave_nobody_with_half_a_session() => Race(
        [Requested],
        () => [new RequestEnd(Session), new Claim(Session, "w1", "http://w1"), new Claim(Session, "w2", "http://w2"),
            new GiveUpStart(Session, Errors.NoWorker),
            new End(Session, Owner, new SessionOutcome(EndReason.Requested), []),
            new End(Session, Stranger, new SessionOutcome(EndReason.Requested), [])],
        EndReason.Requested, EndReason.StartFailed);

    static void Race(SessionEvent[] given, Func<SessionCommand[]> commands, params EndReason[] reasons)
    {
        for (var seed = 0; seed < Times; seed++)
        {
            var world = new World();
            var stream = world.Streams[0];
            world.TrySave([new Append(stream, 0, new Start(Session, Options), [.. given.Select(e => ((SessionEvent)e, world.IdOf(e)))])]);
            Interleave(new Random(seed), [.. commands().Select(c => new Transaction(world, stream, c))]);

            var events = stream.Entries.Select(e => e.Event).Where(e => e.SessionId == Session).ToList();
            var ends = events.OfType<SessionEnded>().ToList();
            // A claim after an end request that found nobody to ask leaves a live session to its owner: then nothing has ended.
            if (ends.Count == 0 && given.Length == 1) Assert.NotNull(stream.Document.Live!.Owner);
            else
                Assert.True(ends.Count == 1 && events[^1] is SessionEnded && reasons.Contains(ends[0].Reason),
                    $"seed {seed}: {string.Join("; ", events)}");
            Assert.True(events.Count(e => e is EndRequested) <= 1, $"seed {seed}");
            Assert.True(events.Count(e => e is SessionClaimed) <= 1, $"seed {seed}");
        }
    }

    /// <summary>Everybody loads first; then one random try after the other, until all have their answer.</summary>
    static void Interleave(Random random, List<Transaction> open)
    {
        while (open.Count > 0)
        {
            var next = open[random.Next(open.Count)];
            if (next.Try()) open.Remove(next);
        }
    }
}
