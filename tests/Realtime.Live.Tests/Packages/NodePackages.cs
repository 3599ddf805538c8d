using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Realtime.Live.Tests.Packages;

/// <summary>Runs the scripts beside these tests in Node, with the packages of their lock file.</summary>
static class NodePackages
{
    static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(10);
    static readonly TimeSpan RunPatience = TimeSpan.FromMinutes(5);
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "node");
    static readonly Lazy<Task> Installed = new(Install);

    /// <summary>The script's output; throws if the script fails.</summary>
    public static async Task<string> Run(string script, IReadOnlyDictionary<string, string> environment)
    {
        await Installed.Value;
        return await Run("node", [script], environment, RunPatience);
    }

    static async Task Install()
    {
        // Installed once for a lock file: the mark is written after the installation.
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"))));
        var mark = Path.Combine(Folder, "node_modules", ".installed");
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == wanted) return;
        await Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci"], new Dictionary<string, string>(), InstallPatience);
        await File.WriteAllTextAsync(mark, wanted);
    }

    static async Task<string> Run(string program, string[] arguments, IReadOnlyDictionary<string, string> environment, TimeSpan longest)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true,
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
                $"These tests run OpenAI's npm packages and need {start.FileName} on the PATH: install Node.js 18 or newer with npm "
                + "(apt-get install nodejs npm).", e);
        }
    }
}
