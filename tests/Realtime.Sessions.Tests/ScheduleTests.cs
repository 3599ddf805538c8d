using FsCheck;
using Realtime.Sessions.Tests.Model;

namespace Realtime.Sessions.Tests;

/// <summary>
/// Random histories of two conversations, two workers, their clients and recovery, all deciding on states that others have outrun.
/// After each, the <see cref="Oracle"/> reads every rule off the record.
/// </summary>
/// <remarks>
/// A failure prints "Falsifiable, after n tests … (SEED,GAMMA)" and the shortest history found that still fails.
/// The same run again: REALTIME_REPLAY=SEED,GAMMA dotnet test tests/Realtime.Sessions.Tests --filter NAME.
/// </remarks>
public class ScheduleTests
{
    [Fact]
    public void Whatever_happens_every_session_has_one_life() => Histories.Hold(40_000, Mix.Everything);

    [Fact]
    public void However_many_starts_meet_one_session_is_live() => Histories.Hold(20_000, Mix.Replacements);

    [Fact]
    public void However_many_stops_meet_closes_and_errors_there_is_one_end() => Histories.Hold(20_000, Mix.Ends);

    [Fact]
    public void Whoever_lost_a_session_records_nothing_of_it() => Histories.Hold(20_000, Mix.LostWorkers);

    /// <summary>
    /// The stored document is rewritten for the events of this list only: one that is missing would leave it behind the log.
    /// </summary>
    [Fact]
    public void Only_the_listed_events_change_a_conversation_s_state()
    {
        var changing = new HashSet<Type>();
        for (ulong seed = 0; seed < 1_000; seed++)
        {
            foreach (var stream in Histories.One(Mix.Everything, seed).Streams)
            {
                var state = Conversation.Unborn("a");
                foreach (var e in stream.Entries.Select(entry => entry.Event))
                {
                    var next = state.After(e);
                    if (next != state) changing.Add(e.GetType());
                    state = next;
                }
            }
        }

        Assert.Equal(Conversation.ChangedBy.Select(type => type.Name).Order(), changing.Select(type => type.Name).Order());
    }

    [Fact]
    public void The_histories_reach_what_they_are_about()
    {
        var reasons = new HashSet<EndReason>();
        var heard = 0;
        for (var seed = 1UL; seed <= 300; seed++)
        {
            var events = Histories.One(Mix.Everything, seed).Streams.SelectMany(s => s.Entries.Select(e => e.Event)).ToList();
            reasons.UnionWith(events.OfType<SessionEnded>().Select(e => e.Reason));
            heard += events.Count(e => e is TranscriptDelta or HandoffAnswered or TextDelivered or CommandDelivered
                or CommandRefused);
        }

        Assert.True(heard > 300, $"Only {heard} events of upstream in 300 histories with {string.Join(' ', reasons)}.");
        Assert.Superset(new HashSet<EndReason>
        {
            EndReason.Requested, EndReason.TransportClosed, EndReason.Error, EndReason.StartFailed, EndReason.Replaced,
            EndReason.WorkerLost,
            EndReason.ServerShutdown,
        }, reasons);
        Assert.True(heard > 300, $"Only {heard} events of upstream in 300 histories with {string.Join(' ', reasons)}.");
    }

    [Fact]
    public void A_seed_reproduces_a_failure()
    {
        var failing = new Func<World, bool>(world => world.Streams.All(s => s.Entries.All(e => e.Event is not EndRequested)));
        var replay = new Replay(new Rnd(20_260_101, 7), null);
        var first = Assert.ThrowsAny<Exception>(() => Histories.Hold(1_000, Mix.Everything, failing, replay));
        var second = Assert.ThrowsAny<Exception>(() => Histories.Hold(1_000, Mix.Everything, failing, replay));
        Assert.Contains("(20260101,7)", first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Message, second.Message);
    }
}
