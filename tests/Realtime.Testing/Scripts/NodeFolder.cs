using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Realtime.Testing.Scripts;

/// <summary>A folder of Node's scripts and of a lock file, whose packages are installed before the first of them runs.</summary>
public sealed class NodeFolder
{
    static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(10);
    static readonly TimeSpan RunPatience = TimeSpan.FromMinutes(5);
    static readonly ConcurrentDictionary<string, NodeFolder> Folders = new();
    static readonly Dictionary<string, string> Nothing = [];
    readonly string folder;
    readonly Lazy<Task> installed;

    NodeFolder(string folder)
    {
        this.folder = folder;
        installed = new Lazy<Task>(Install);
    }

    public static NodeFolder At(string path) => Folders.GetOrAdd(path, folder => new NodeFolder(folder));

    /// <summary>Runs node; returns its output. Throws if it fails.</summary>
    public Task<string> Node(params string[] arguments) => Node(arguments, Nothing);

    public async Task<string> Node(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        await installed.Value;
        return await ScriptRun.Of("node", arguments, folder, environment, RunPatience);
    }

    /// <summary>Runs npm; returns its output. Throws if it fails.</summary>
    public async Task<string> Npm(params string[] arguments)
    {
        await installed.Value;
        return await RunNpm(arguments, RunPatience);
    }

    async Task Install()
    {
        // Installed once for a lock file: the mark is written after the installation.
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"))));
        var mark = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == wanted) return;
        await RunNpm(["ci"], InstallPatience);
        await File.WriteAllTextAsync(mark, wanted);
    }

    Task<string> RunNpm(string[] arguments, TimeSpan longest) =>
        ScriptRun.Of(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments, folder, Nothing, longest);
}
