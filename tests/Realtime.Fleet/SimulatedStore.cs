namespace Realtime.Fleet;

/// <summary>One PostgreSQL: its cores, its outages, and the count of what it was asked.</summary>
sealed class SimulatedStore(VirtualTime time, Random random, int cores)
{
    static readonly TimeSpan Network = TimeSpan.FromMilliseconds(0.6); // there and back
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15); // of Npgsql, to open a connection

    readonly SharedCores shared = new(time, cores);
    int outages;
    TimeSpan silentUntil;

    public int Cores => cores;
    public bool IsDown { get; private set; }
    public StoreLoad Load { get; } = new();

    /// <summary>The statements that it works on.</summary>
    public int UnderWay => shared.UnderWay;

    /// <summary>Goes down: at first nobody answers at its address, and then connections are refused.</summary>
    public void Fail(TimeSpan outage)
    {
        IsDown = true;
        outages++;
        silentUntil = time.Now + outage / 3;
        time.After(outage, () => IsDown = false);
    }

    /// <summary>
    /// Runs a statement. Its effect happens when it commits. When the store fails under a statement, it may have committed although
    /// nobody learns of it.
    /// </summary>
    public async Task<T> Ask<T>(Link from, StoreStatement statement, double milliseconds, Func<T> effect, TimeSpan? patience = null)
    {
        from.MustRun();
        if (from.IsCut || IsDown)
        {
            var silent = from.IsCut ? TimeSpan.MaxValue : silentUntil - time.Now;
            var given = patience ?? Patience;
            await time.Delay(silent < given ? silent + Network : given);
            from.MustRun();
            throw new StoreAwayException();
        }

        var outage = outages;
        var begun = time.Now;
        await shared.Do(milliseconds);
        if (StoreCosts.Commits(statement)) await time.Delay(StoreCosts.Flush);
        if (outage != outages)
        {
            if (random.Next(2) == 0) effect();
            from.MustRun();
            throw new StoreAwayException();
        }

        var answer = effect();
        Load.Count(time.Now, statement, milliseconds, time.Now - begun);
        await time.Delay(Network);
        from.MustRun();
        if (!from.IsCut) return answer;
        await time.Delay(patience ?? Patience);
        from.MustRun();
        throw new StoreAwayException();
    }
}
