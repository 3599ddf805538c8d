using System.Security.Cryptography;
using System.Text;
using LocalServers.PostgreSql;

namespace Realtime.Testing.Servers.Programs;

/// <summary>
/// A cluster to copy. initdb takes most of a start, so it runs once for each version of the programs, and each server starts from a copy.
/// </summary>
static class ClusterTemplate
{
    public static async Task Copy(PostgreSqlPrograms programs, string target)
    {
        var template = Path.Combine(ThrowawayRoot.Templates, KeyOf(programs));
        if (!Directory.Exists(template)) await Make(programs, template);
        await PostgreSqlCluster.CopyDataAsync(template, target, CancellationToken.None);
    }

    static async Task Make(PostgreSqlPrograms programs, string template)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(template)!);
        using var alone = await FolderLock.TakeAsync(template + ".making", Patience.Time, CancellationToken.None);
        if (Directory.Exists(template)) return;

        var draft = template + ".draft"; // If this process is killed here, the next one completes the draft.
        await using (var cluster = new PostgreSqlCluster(programs, new()
        {
            DataFolder = draft,
            UserName = PostgresServer.User,
            Password = PostgresServer.Password,
            Settings = new Dictionary<string, string> { ["fsync"] = "off" },
        }))
        {
            await cluster.StartAsync();
        }

        Directory.Move(draft, template);
    }

    static string KeyOf(PostgreSqlPrograms programs)
    {
        var built = File.GetLastWriteTimeUtc(programs.PathOf("postgres")).Ticks;
        var parts = string.Join('\0', programs.Folder, built, PostgresServer.User, PostgresServer.Password);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)))[..32];
    }
}
