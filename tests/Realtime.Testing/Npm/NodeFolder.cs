using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Realtime.Testing.Npm;

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
        return await Run("node", arguments, environment, RunPatience);
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
        Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments, Nothing, longest);

    async Task<string> Run(string program, string[] arguments, IReadOnlyDictionary<string, string> environment, TimeSpan longest)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true,
            RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Start(start);
        using var patience = new CancellationTokenSource(longest);
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{program} {string.Join(' ', arguments)} took longer than {longest.TotalMinutes} minutes.\n{await output}\n{await error}");
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} failed with {process.ExitCode}.\n{await output}\n{await error}");
        return await output;
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                $"These tests run scripts and need {start.FileName} on the PATH: install Node.js 20 or newer with npm "
                + "(apt-get install nodejs npm).", e);
        }
    }
}
