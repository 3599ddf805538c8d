using Realtime.Bench.Figures;

namespace Realtime.Bench.Relay;

/// <summary>Many sessions that speak at the same time.</summary>
static class Talk
{
    static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    /// <summary>The number of frames that are sent before the counted ones.</summary>
    public static int Uncounted(int sessions) => (int)(sessions * Before.TotalMilliseconds / AudioFrame.Milliseconds);

    /// <summary>Connects the sessions, a few at a time.</summary>
    public static async Task<AudioSession[]> Connect(int count, Uri address, string? key = null)
    {
        var sessions = new AudioSession[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => sessions[i] = await AudioSession.Connect(address, key));
        return sessions;
    }

    /// <summary>All sessions speak for this time. The frames of the first moments are not counted.</summary>
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
        return new TalkResult(samples, trips.SentCount, trips.BackCount,
            (int)(sessions.Length * time.TotalMilliseconds / AudioFrame.Milliseconds));
    }

    public static Task Close(AudioSession[] sessions) => Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));
}

/// <summary>The round trips, and the numbers of frames: sent, received back, and due by the clock.</summary>
sealed record TalkResult(Samples RoundTrips, int Sent, int Back, int Due);
