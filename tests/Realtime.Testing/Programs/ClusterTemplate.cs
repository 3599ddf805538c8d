using System.Security.Cryptography;
using System.Text;
using LocalServers.PostgreSql;

namespace Realtime.Testing.Programs;

/// <summary>initdb takes most of a start: it runs once for each user, password and database, and containers start from a copy.</summary>
static class ClusterTemplate
{
    /// <summary>Does nothing when the target is there already.</summary>
    public static async Task CopyAsync(PostgreSqlPrograms programs, ServerDescription server, string target, CancellationToken cancellation)
    {
        if (Directory.Exists(target))
            return;
        var template = Path.Combine(ThrowawayRoot.Templates, KeyOf(programs, server));
        if (!Directory.Exists(template))
            await MakeAsync(programs, server, template, cancellation);
        await PostgreSqlCluster.CopyDataAsync(template, target, cancellation);
    }

    static async Task MakeAsync(PostgreSqlPrograms programs, ServerDescription server, string template, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(template)!);
        using var alone = await FolderLock.TakeAsync(template + ".making", TimeSpan.FromMinutes(2), cancellation);
        if (Directory.Exists(template))
            return;

        var draft = template + ".draft"; // A process killed here leaves a draft, which the next one completes.
        await using (var cluster = new PostgreSqlCluster(programs, new()
        {
            DataFolder = draft,
            UserName = server.Username,
            Password = server.Password,
            Settings = new Dictionary<string, string> { ["fsync"] = "off" },
        }))
        {
            await cluster.StartAsync(cancellation);
            await cluster.CreateDatabaseAsync(server.Database, cancellation);
        }
        Directory.Move(draft, template);
    }

    static string KeyOf(PostgreSqlPrograms programs, ServerDescription server)
    {
        var built = File.GetLastWriteTimeUtc(programs.PathOf("postgres")).Ticks;
        var parts = string.Join('\0', programs.Folder, built, server.Username, server.Password, server.Database);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)))[..32];
    }
}
