using System.Diagnostics;
using System.Globalization;
using LocalServers.PostgreSql;

namespace LocalServers.RabbitMq;

/// <summary>
/// A broker that another program starts and stops, an orchestrator for example, with <see cref="Command"/> as its command line.
/// It listens only on 127.0.0.1, keeps its data in its folder and logs to standard output; SIGTERM stops it. Only one process at a time may
/// use a folder.
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

    /// <summary>The environment variables that <see cref="Command"/> needs.</summary>
    public IReadOnlyDictionary<string, string> Environment(int port, int portMapperPort, int distributionPort) =>
        new Dictionary<string, string>(Node(port, portMapperPort, distributionPort).Environment)
        {
            ["RUNNING_UNDER_SYSTEMD"] = "true", // the script then replaces itself with the broker, which so receives the signals
        };

    /// <summary>
    /// Stops the processes that a killed run left in the folder, and writes the configuration. Call it before each start.
    /// </summary>
    /// <param name="password">The user's password. An existing folder keeps its own.</param>
    public async Task PrepareAsync(int port, int portMapperPort, int distributionPort, string user, string password,
        CancellationToken cancellation)
    {
        await StopLeftoversAsync(cancellation);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq.conf"),
            Node(port, portMapperPort, distributionPort).Configuration(user, password), cancellation);
    }

    /// <summary>Releases the folder, so that another process may use it.</summary>
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

    // The system reuses process ids, so only its program and its folder show whether a process is a leftover.
    Process? Leftover(int id)
    {
        try
        {
            var process = Process.GetProcessById(id);
            if (process.ProcessName is "beam.smp" or "epmd"
                && (!OperatingSystem.IsLinux() || File.ReadAllText($"/proc/{id}/environ").Contains(folder, StringComparison.Ordinal)))
                return process;
            process.Dispose();
            return null;
        }
        catch (Exception gone) when (gone is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null; // The process has ended, or it belongs to another user.
        }
    }

    static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        return FolderLock.TryTake(folder + ".lock")
            ?? throw new InvalidOperationException($"{folder} is in use by another running process.");
    }
}
