using LocalServers.PostgreSql;

namespace Realtime.Testing.Programs;

/// <summary>
/// The folder of one container, locked while its process lives. Whoever makes one first removes those
/// whose processes were killed, and stops a server that still runs on them.
/// </summary>
sealed class ThrowawayFolder : IDisposable
{
    readonly string path;
    readonly FolderLock held;

    ThrowawayFolder(string path, FolderLock held) => (this.path, this.held) = (path, held);

    public string DataFolder => Path.Combine(path, "data");

    public static async Task<ThrowawayFolder> CreateAsync(PostgreSqlPrograms programs, bool durable, CancellationToken cancellation)
    {
        var containers = ThrowawayRoot.Containers(durable);
        Directory.CreateDirectory(containers);
        using (await FolderLock.TakeAsync(containers + ".lock", TimeSpan.FromMinutes(1), cancellation))
        {
            await ReapAsync(programs, containers, cancellation);
            var path = Path.Combine(containers, Guid.NewGuid().ToString("N"));
            var held = FolderLock.TryTake(LockOf(path)) ?? throw new InvalidOperationException($"{path} is new and already taken.");
            Directory.CreateDirectory(path);
            return new ThrowawayFolder(path, held);
        }
    }

    public void Dispose()
    {
        Directory.Delete(path, recursive: true);
        held.Dispose();
        File.Delete(LockOf(path));
    }

    static async Task ReapAsync(PostgreSqlPrograms programs, string containers, CancellationToken cancellation)
    {
        foreach (var path in Directory.EnumerateDirectories(containers))
        {
            using var abandoned = FolderLock.TryTake(LockOf(path));
            if (abandoned is null)
                continue;
            await PostgreSqlCluster.StopAbandonedAsync(programs, Path.Combine(path, "data"), cancellation);
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            File.Delete(LockOf(path));
        }
    }

    static string LockOf(string path) => path + ".lock";
}
