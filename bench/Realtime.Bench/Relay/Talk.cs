using Realtime.Bench.Figures;

namespace Realtime.Bench.Relay;

/// <summary>Many sessions that speak at once.</summary>
static class Talk
{
    static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    /// <summary>Frames that are sent before the counted ones.</summary>
    public static int Uncounted(int sessions) => (int)(sessions * Before.TotalMilliseconds / AudioFrame.Milliseconds);

    /// <summary>Connects, a few at a time.</summary>
    public static async Task<AudioSession[]> Connect(int count, Uri address)
    {
        var sessions = new AudioSession[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => sessions[i] = await AudioSession.Connect(address));
        return sessions;
    }

    /// <summary>All speak for a while; what they send in the first moments is not counted.</summary>
    public static async Task<TalkResult> Speak(AudioSession[] sessions, TimeSpan time)
    {
        await Pace.Run(sessions, Before, new RoundTrips(0));
        await Task.Delay(200);
        var trips = new RoundTrips((int)(sessions.Length * (time.TotalSeconds + 1) * 1_000 / AudioFrame.Milliseconds));
        foreach (var session in sessions) session.Counted = trips;
        await Pace.Run(sessions, time, trips);
        for (var i = 0; i < 40 && trips.BackCount < trips.SentCount; i++) await Task.Delay(50);
        foreach (var session in sessions) session.Counted = null;
        var samples = new Samples();
        trips.AddTo(samples);
        return new TalkResult(samples, trips.SentCount, trips.BackCount, (int)(sessions.Length * time.TotalMilliseconds / AudioFrame.Milliseconds));
    }

    public static Task Close(AudioSession[] sessions) => Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));
}

/// <summary>Round trips, and frames: sent, back, and how many would have been sent on time.</summary>
sealed record TalkResult(Samples RoundTrips, int Sent, int Back, int Due);
