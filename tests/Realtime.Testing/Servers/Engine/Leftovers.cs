using Docker.DotNet;
using Docker.DotNet.Models;
using LocalServers.PostgreSql;
using Realtime.Testing.Servers.Programs;

namespace Realtime.Testing.Servers.Engine;

/// <summary>
/// Containers of runs that were killed. Each carries the path of a file that its run keeps locked while it lives: whoever can lock it may
/// remove the container.
/// </summary>
static class Leftovers
{
    const string MachineLabel = "realtime.tests.machine";
    const string LockLabel = "realtime.tests.lock";

    static readonly Lazy<string> LockOfThisRun = new(TakeLock);
    static FolderLock? held;

    /// <summary>Labels of a container of this run.</summary>
    public static IReadOnlyDictionary<string, string> Labels => new Dictionary<string, string>
    {
        [MachineLabel] = Environment.MachineName,
        [LockLabel] = LockOfThisRun.Value,
    };

    public static async Task Remove(DockerClient engine)
    {
        var ours = new ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [$"{MachineLabel}={Environment.MachineName}"] = true } },
        };
        foreach (var container in await engine.Containers.ListContainersAsync(ours))
        {
            if (container.Labels.TryGetValue(LockLabel, out var path)) await RemoveIfAbandoned(engine, container.ID, path);
        }
    }

    static async Task RemoveIfAbandoned(DockerClient engine, string container, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var abandoned = FolderLock.TryTake(path);
        if (abandoned is null) return;
        try
        {
            await engine.Containers.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
        }
        catch (DockerApiException e) when (e.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Conflict)
        {
            // Another run is removing it.
        }

        File.Delete(path);
    }

    static string TakeLock()
    {
        Directory.CreateDirectory(ThrowawayRoot.Runs);
        var path = Path.Combine(ThrowawayRoot.Runs, Guid.NewGuid().ToString("N") + ".lock");
        held = FolderLock.TryTake(path) ?? throw new InvalidOperationException($"{path} is new and already taken.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            held.Dispose();
            File.Delete(path);
        };
        return path;
    }
}
