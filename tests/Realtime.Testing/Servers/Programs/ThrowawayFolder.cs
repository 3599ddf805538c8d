using LocalServers.PostgreSql;

namespace Realtime.Testing.Servers.Programs;

/// <summary>
/// The folder of one server. This process keeps it locked. Creating one first removes the folders of killed
/// processes, and stops servers that still run on them.
/// </summary>
sealed class ThrowawayFolder : IDisposable
{
    readonly string path;
    readonly FolderLock held;

    ThrowawayFolder(string path, FolderLock held) => (this.path, this.held) = (path, held);

    public string DataFolder => Path.Combine(path, "data");

    public static async Task<ThrowawayFolder> Create(PostgreSqlPrograms programs, bool durable)
    {
        var servers = ThrowawayRoot.Servers(durable);
        Directory.CreateDirectory(servers);
        using (await FolderLock.TakeAsync(servers + ".lock", Patience.Time, CancellationToken.None))
        {
            await RemoveAbandoned(programs, servers);
            var path = Path.Combine(servers, Guid.NewGuid().ToString("N"));
            var held = FolderLock.TryTake(LockOf(path))
                ?? throw new InvalidOperationException($"{path} is new, but another process has locked it.");
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

    static async Task RemoveAbandoned(PostgreSqlPrograms programs, string servers)
    {
        foreach (var path in Directory.EnumerateDirectories(servers))
        {
            using var abandoned = FolderLock.TryTake(LockOf(path));
            if (abandoned is null) continue;
            await PostgreSqlCluster.StopAbandonedAsync(programs, Path.Combine(path, "data"), CancellationToken.None);
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            File.Delete(LockOf(path));
        }
    }

    static string LockOf(string path) => path + ".lock";
}
