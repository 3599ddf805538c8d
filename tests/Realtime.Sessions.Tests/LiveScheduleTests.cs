using System.Globalization;
using Realtime.Sessions.Tests.Model.Live;

namespace Realtime.Sessions.Tests;

/// <summary>
/// The decider and the machine together: 100,000 histories of a session, each told by its seed. A failure names the seed, and
/// REALTIME_LIVE_SEED=SEED runs that one alone.
/// </summary>
public class LiveScheduleTests
{
    const int Histories = 100_000;

    [Fact]
    public void Whatever_happens_the_rules_of_a_live_session_hold()
    {
        if (Environment.GetEnvironmentVariable("REALTIME_LIVE_SEED") is { Length: > 0 } seed)
        {
            var failure = Broken(int.Parse(seed, CultureInfo.InvariantCulture));
            Assert.True(failure is null, failure);
            return;
        }

        var broken = Enumerable.Range(1, Histories).AsParallel().Select(Broken).FirstOrDefault(failure => failure is not null);
        Assert.True(broken is null, broken);
    }

    [Fact]
    public void The_histories_reach_what_they_are_about()
    {
        var talks = Enumerable.Range(1, 5_000).Select(seed => LiveSchedule.Run(seed)).ToList();
        int Told<T>() where T : SessionEvent => talks.Sum(talk => talk.Events.OfType<T>().Count());
        foreach (var (what, count) in new[]
        {
            ("texts delivered", Told<TextDelivered>()), ("calls", Told<HandoffRequested>()), ("answers", Told<HandoffAnswered>()),
            ("responses", Told<ResponseDone>()), ("renewals", Told<TransportRenewed>()), ("ends", Told<SessionEnded>()),
                ("speech", Told<SpeechStarted>()), ("commands delivered", Told<CommandDelivered>()),
                ("commands refused", Told<CommandRefused>()), ("items retrieved", Told<ItemRetrieved>()),
        })
            Assert.True(count > 100, $"Only {count} {what}.");
        var reasons = talks.SelectMany(talk => talk.Events.OfType<SessionEnded>()).Select(e => e.Reason).ToHashSet();
        Assert.Superset(new HashSet<EndReason> { EndReason.Requested, EndReason.TransportClosed, EndReason.Error, EndReason.StartFailed,
            EndReason.ServerShutdown, EndReason.Expired, EndReason.Idle }, reasons);
    }

    static string Told(int seed)
    {
        var trace = new List<string>();
        Assert.ThrowsAny<Exception>(() => LiveSchedule.Run(seed, trace));
        return string.Join('\n', trace);
    }

    static string? Broken(int seed)
    {
        try
        {
            LiveSchedule.Run(seed);
            return null;
        }
        catch (Exception e)
        {
            return $"Seed {seed}: {e.Message}\n{Told(seed)}";
        }
    }
}
