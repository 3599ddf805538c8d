using Realtime.Bench.Figures;

namespace Realtime.Bench.Relay;

/// <summary>A way to the echo: where a client connects, and the processes between the client and the echo.</summary>
sealed class Way(string name, Uri address, params (string Name, int Id)[] between)
{
    int frames;

    public string Name => name;

    /// <summary>The processes between the client and the echo, and the time that each has worked.</summary>
    public Dictionary<string, TimeSpan> Worked { get; } = between.ToDictionary(process => process.Name, _ => TimeSpan.Zero);

    public Samples Trips { get; private set; } = new();

    /// <summary>The frames that were sent and did not come back.</summary>
    public int Lost { get; private set; }

    /// <summary>Many clients speak on this way.</summary>
    public async Task<TalkResult> Speak(int clients, TimeSpan time)
    {
        var sessions = await Talk.Connect(clients, RelayBenchmark.Echo(address));
        var before = between.Select(process => Machine.Processor(process.Id)).ToArray();
        var result = await Talk.Speak(sessions, time);
        foreach (var (process, worked) in between.Zip(before))
            Worked[process.Name] += Machine.Processor(process.Id) - worked;
        await Talk.Close(sessions);
        frames += result.Sent + Talk.Uncounted(clients);
        Lost += result.Sent - result.Back;
        Trips.Add(result.RoundTrips);
        return result;
    }

    /// <summary>The processor time of one round trip in a process between client and echo, in microseconds.</summary>
    public double Processor(string process) => Worked[process].TotalMicroseconds / frames;

    /// <summary>The processor time of one round trip in all processes between client and echo, in microseconds.</summary>
    public double Processor() => Worked.Values.Sum(worked => worked.TotalMicroseconds) / frames;

    /// <summary>What was measured until now does not count.</summary>
    public void Forget()
    {
        foreach (var process in Worked.Keys) Worked[process] = TimeSpan.Zero;
        (frames, Lost, Trips) = (0, 0, new Samples());
    }
}
