namespace Realtime.Chaos.Faults;

/// <summary>
/// Inflicts faults on one kind of target, one after the other, chosen by weight, with a pause between. Lanes run in parallel.
/// </summary>
sealed class FaultLane(string name, TimeSpan shortest, TimeSpan longest, params (int Weight, IFault Fault)[] faults)
{
    public async Task Run(Injured system, CancellationToken enough)
    {
        var random = new Random(SeedOf(system.Options.Seed));
        while (true)
        {
            try
            {
                await Task.Delay(shortest + random.NextDouble() * (longest - shortest), enough);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var fault = Choose(random);
            system.Counts.Add(fault.Name);
            if (fault is not (BreakUpstream or CutClients or StallClients or SendBigMessages)) system.Options.Say(fault.Name);
            await fault.Inflict(system, random);
        }
    }

    IFault Choose(Random random)
    {
        var at = random.Next(faults.Sum(fault => fault.Weight));
        return faults.First(fault => (at -= fault.Weight) < 0).Fault;
    }

    /// <summary>Each lane has its own seed. It is the same in every process, which <see cref="string.GetHashCode()"/> is not.</summary>
    int SeedOf(int seed) => name.Aggregate(seed, (sum, letter) => unchecked(sum * 31 + letter));
}
