namespace LocalServers.PostgreSql;

/// <summary>
/// A file that a process keeps locked while it uses the folder beside it. The system releases the lock when the process dies.
/// </summary>
public sealed class FolderLock : IDisposable
{
    readonly FileStream file;

    FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock; null when another process or this one holds it.</summary>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <exception cref="TimeoutException">The lock did not become free in time.</exception>
    public static async Task<FolderLock> TakeAsync(string path, TimeSpan timeout, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout);
        using var tries = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            try
            {
                await tries.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"Another process held {path} for {timeout.TotalSeconds:F0} s.");
            }
        }
    }

    public void Dispose() => file.Dispose();
}
