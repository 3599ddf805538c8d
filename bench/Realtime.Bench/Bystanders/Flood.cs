namespace Realtime.Bench.Bystanders;

/// <summary>
/// Sends for many hoarders from one thread, which is not the pool's: the sessions beside them are measured with the pool's threads.
/// </summary>
sealed class Flood : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    readonly ManualResetEventSlim enough = new();
    readonly Thread thread;

    public Flood(IReadOnlyList<Hoarder> hoarders)
    {
        thread = new Thread(() =>
        {
            while (!enough.IsSet)
            {
                var isTaken = false;
                foreach (var hoarder in hoarders) isTaken |= hoarder.TrySend();
                if (!isTaken) enough.Wait(Pause);
            }
        }) { IsBackground = true };
        thread.Start();
    }

    public void Dispose()
    {
        enough.Set();
        thread.Join();
        enough.Dispose();
    }
}
