namespace Realtime.Fleet;

/// <summary>What goes wrong with a fleet.</summary>
/// <param name="Lasts">From the beginning of the run until everything is in order again at the latest.</param>
sealed record Scenario(string Name, Action<Fleet> Inflict, TimeSpan Lasts)
{
    /// <summary>Everything runs for a lease and more before something happens, so that workers may judge.</summary>
    public static readonly TimeSpan Begin = TimeSpan.FromSeconds(15);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("rolling", fleet => At(fleet, Begin, () => Rolling(fleet)), TimeSpan.FromSeconds(1_200)),
        new("zone", fleet => At(fleet, Begin, () => LoseZone(fleet)), TimeSpan.FromSeconds(300)),
        new("failover", fleet => At(fleet, Begin, () => FailOver(fleet)), TimeSpan.FromSeconds(300)),
        new("overlap", fleet =>
        {
            At(fleet, Begin, () => Rolling(fleet));
            At(fleet, Begin + TimeSpan.FromSeconds(10), () => LoseZone(fleet));
            At(fleet, Begin + TimeSpan.FromSeconds(14), () => FailOver(fleet));
        }, TimeSpan.FromSeconds(1_200)),
    ];

    /// <summary>Replaces every worker, a few at a time: a new one takes sessions before an old one stops.</summary>
    static Task Rolling(Fleet fleet)
    {
        var old = new Queue<SimulatedWorker>(fleet.Workers.Where(worker => worker.Link.IsRunning));
        var slots = Math.Max(1, (int)(fleet.Options.Workers * fleet.Options.Surge));
        fleet.UnderWay++;
        return Finish(fleet, Task.WhenAll(Enumerable.Range(0, slots).Select(async _ =>
        {
            while (old.TryDequeue(out var worker))
            {
                if (!worker.Link.IsRunning || worker.Link.IsCut) continue;
                await fleet.Boot();
                try
                {
                    await worker.Stop.Run();
                }
                catch (ProcessGoneException)
                {
                    // It was killed meanwhile.
                }
            }
        })));
    }

    static async Task Finish(Fleet fleet, Task act)
    {
        await act;
        fleet.UnderWay--;
    }

    /// <summary>
    /// A third of the workers is gone at once: half of them dies, and half only loses its network, with connections half open. After a
    /// minute the zone is back.
    /// </summary>
    static Task LoseZone(Fleet fleet)
    {
        var zone = fleet.Workers.Where(worker => worker.Link.IsRunning && worker.Number % 3 == 0).ToList();
        foreach (var (worker, isCut) in zone.Select((worker, at) => (worker, at % 2 == 0)))
        {
            worker.Disturb(fleet.Time.Now);
            if (isCut) worker.Link.IsCut = true;
            else worker.Kill();
        }

        return Finish(fleet, ComeBack());

        async Task ComeBack()
        {
            fleet.UnderWay++;
            await fleet.Time.Delay(TimeSpan.FromSeconds(60));
            foreach (var worker in zone.Where(worker => worker.Link.IsCut))
            {
                worker.Link.IsCut = false;
                foreach (var conversation in worker.Sessions) fleet.Recovered(conversation); // nobody took them meanwhile
            }

            await Task.WhenAll(zone.Where(worker => !worker.Link.IsRunning).Select(_ => fleet.Boot()).ToList());
        }
    }

    /// <summary>The store takes no commits for 30 to 60 s.</summary>
    static async Task FailOver(Fleet fleet)
    {
        fleet.UnderWay++;
        var outage = TimeSpan.FromSeconds(30 + new Random(fleet.Options.Seed).Next(31));
        fleet.StoreIsBackAt = fleet.Time.Now + outage;
        fleet.Store.Fail(outage);
        await fleet.Time.Delay(outage);
        fleet.UnderWay--;
    }

    static void At(Fleet fleet, TimeSpan moment, Func<Task> act) => fleet.Time.After(moment, () => fleet.Time.Spawn(act));
}
