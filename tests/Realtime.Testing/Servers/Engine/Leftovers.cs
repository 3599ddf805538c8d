using System.Runtime.InteropServices;
using Docker.DotNet;
using Docker.DotNet.Models;
using LocalServers.PostgreSql;
using Realtime.Testing.Servers.Programs;

namespace Realtime.Testing.Servers.Engine;

/// <summary>
/// Removes the containers of killed runs. A label on each container names a file that its run keeps locked. Once another run can lock the
/// file, it removes the container.
/// </summary>
static class Leftovers
{
    const string MachineLabel = "realtime.tests.machine";
    const string LockLabel = "realtime.tests.lock";

    static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(60);
    static readonly Lazy<string> LockOfThisRun = new(TakeLock);
    static FolderLock? held;
    static PosixSignalRegistration[] signals = [];

    /// <summary>The labels of this run's containers.</summary>
    public static IReadOnlyDictionary<string, string> Labels => new Dictionary<string, string>
    {
        [MachineLabel] = Environment.MachineName,
        [LockLabel] = LockOfThisRun.Value,
    };

    public static async Task Remove(DockerClient engine)
    {
        foreach (var container in await Labelled(engine, MachineLabel, Environment.MachineName))
        {
            if (container.Labels.TryGetValue(LockLabel, out var path)) await RemoveIfAbandoned(engine, container.ID, path);
        }
    }

    static Task<IList<ContainerListResponse>> Labelled(DockerClient engine, string label, string value) =>
        engine.Containers.ListContainersAsync(new ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>>
            {
                ["label"] = new Dictionary<string, bool> { [$"{label}={value}"] = true },
            },
        });

    static async Task RemoveIfAbandoned(DockerClient engine, string container, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var abandoned = FolderLock.TryTake(path);
        if (abandoned is null) return;
        await Remove(engine, container);
        File.Delete(path);
    }

    static async Task Remove(DockerClient engine, string container)
    {
        try
        {
            await engine.Containers.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
        }
        catch (DockerApiException e) when (e.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Conflict)
        {
            // Another run is removing it.
        }
    }

    static bool IsEnd(PosixSignal signal) => signal is PosixSignal.SIGINT or PosixSignal.SIGTERM or PosixSignal.SIGHUP;

    // A run that is stopped in the middle still has containers.
    static async Task RemoveOwn(string path)
    {
        foreach (var container in await Labelled(ContainerEngine.Client, LockLabel, path))
            await Remove(ContainerEngine.Client, container.ID);
    }

    static string TakeLock()
    {
        Directory.CreateDirectory(ThrowawayRoot.Runs);
        var path = Path.Combine(ThrowawayRoot.Runs, Guid.NewGuid().ToString("N") + ".lock");
        held = FolderLock.TryTake(path) ?? throw new InvalidOperationException($"{path} is new, but another process has locked it.");
        signals = [.. Enum.GetValues<PosixSignal>().Where(IsEnd)
            .Select(signal => PosixSignalRegistration.Create(signal, _ => Task.Run(() => RemoveOwn(path)).Wait(ExitPatience)))];
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            held.Dispose();
            File.Delete(path);
        };
        return path;
    }
}
