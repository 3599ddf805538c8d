namespace LocalServers.PostgreSql;

/// <summary>A file held locked for as long as a host uses what lies beside it; the system lets go of it when the host dies.</summary>
public sealed class FolderLock : IDisposable
{
    readonly FileStream file;

    FolderLock(FileStream file) => this.file = file;

    /// <summary>Null when another host, or this one, holds it.</summary>
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

    /// <exception cref="TimeoutException">It was not free in time.</exception>
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
                throw new TimeoutException($"{path} was held by another process for {timeout.TotalSeconds:F0} s.");
            }
        }
    }

    public void Dispose() => file.Dispose();
}
