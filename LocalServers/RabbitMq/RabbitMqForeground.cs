using System.Diagnostics;
using System.Globalization;
using LocalServers.PostgreSql;

namespace LocalServers.RabbitMq;

/// <summary>
/// A broker that somebody else starts and stops, an orchestrator for example, with <see cref="Command"/> as its command line.
/// It listens on 127.0.0.1 alone, keeps its data in its folder and logs to standard output; SIGTERM ends it. One host at a time may use a folder.
/// </summary>
public sealed class RabbitMqForeground(RabbitMqPrograms programs, string folder) : IDisposable
{
    const string NodeName = "realtime";
    static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    readonly FolderLock folderLock = Take(folder);

    public string Folder => folder;

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Command { get; } =
        ["/bin/sh", Path.Combine(AppContext.BaseDirectory, "RabbitMq", "foreground.sh"), programs.PortMapper, programs.Server];

    /// <summary>What <see cref="Command"/> needs in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment(int port, int portMapperPort, int distributionPort) =>
        new Dictionary<string, string>(Node(port, portMapperPort, distributionPort).Environment)
        {
            ["RUNNING_UNDER_SYSTEMD"] = "true", // the start script becomes the broker, rather than a parent that must pass signals on
        };

    /// <summary>Stops what a killed run left in the folder, and writes the configuration. Call it before each start.</summary>
    /// <param name="password">The user's, taken when the folder is new.</param>
    public async Task PrepareAsync(int port, int portMapperPort, int distributionPort, string user, string password, CancellationToken cancellation)
    {
        await StopLeftoversAsync(cancellation);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq.conf"), Node(port, portMapperPort, distributionPort).Configuration(user, password), cancellation);
    }

    /// <summary>Another host may use the folder again.</summary>
    public void Dispose() => folderLock.Dispose();

    RabbitMqNode Node(int port, int portMapperPort, int distributionPort) => new(NodeName, folder, port, portMapperPort, distributionPort);

    async Task StopLeftoversAsync(CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "foreground.pids");
        if (!File.Exists(file)) return;
        foreach (var id in (await File.ReadAllTextAsync(file, cancellation)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (int.TryParse(id, CultureInfo.InvariantCulture, out var number) && Leftover(number) is { } process)
                using (process)
                {
                    process.Kill(entireProcessTree: true);
                    await process.WaitForExitAsync(cancellation).WaitAsync(StopPatience, cancellation);
                }

        File.Delete(file);
    }

    // A process id is used again by the system: only what such a process runs, and where, tells it from a stranger.
    Process? Leftover(int id)
    {
        try
        {
            var process = Process.GetProcessById(id);
            if (process.ProcessName is "beam.smp" or "epmd" && (!OperatingSystem.IsLinux() || File.ReadAllText($"/proc/{id}/environ").Contains(folder, StringComparison.Ordinal)))
                return process;
            process.Dispose();
            return null;
        }
        catch (Exception gone) when (gone is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null; // It ended, or it is another user's.
        }
    }

    static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        return FolderLock.TryTake(folder + ".lock") ?? throw new InvalidOperationException($"{folder} is in use by another running process.");
    }
}
