using System.Diagnostics;

namespace Realtime.Bench.Relay;

/// <summary>Processes that keep the processors busy, as other work on the same machine does.</summary>
sealed class BusyLoops : IAsyncDisposable
{
    readonly List<Process> loops = [];

    public static BusyLoops Start(int count)
    {
        var all = new BusyLoops();
        for (var i = 0; i < count; i++)
        {
            var loop = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "while :; do :; done"]))!;
            OrphanWatch.Watch(loop);
            all.loops.Add(loop);
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var loop in loops)
        {
            loop.Kill();
            await loop.WaitForExitAsync();
            loop.Dispose();
        }
    }
}
