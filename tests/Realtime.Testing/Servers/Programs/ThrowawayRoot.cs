using LocalServers.PostgreSql;

namespace Realtime.Testing.Servers.Programs;

/// <summary>The folders for the data of throwaway servers.</summary>
static class ThrowawayRoot
{
    const string Name = "realtime-tests";
    const string Memory = "/dev/shm";
    const long EnoughMemory = 4L << 30;

    public static string Templates => Path.Combine(DataFolders.Throwaway(Name), "templates");

    /// <summary>The folder with one lock file for each run with containers.</summary>
    public static string Runs => Path.Combine(DataFolders.Throwaway(Name), "runs");

    // A cluster is a thousand small files. Memory creates them ten times as fast as some disks; only a durable server uses the disk.
    public static string Servers(bool durable) => !durable && HasMemory()
        ? Path.Combine(Memory, $"{Name}-{Environment.UserName}")
        : Path.Combine(DataFolders.Throwaway(Name), "servers");

    static bool HasMemory() =>
        OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > EnoughMemory;
}
