using LocalServers.PostgreSql;

namespace Realtime.Testing.Programs;

/// <summary>Where throwaway data lies.</summary>
static class ThrowawayRoot
{
    const string Name = "testcontainers-postgresql";
    const string Memory = "/dev/shm";
    const long EnoughMemory = 4L << 30;

    public static string Templates => Path.Combine(DataFolders.Throwaway(Name), "templates");

    // A cluster is a thousand small files, which memory makes ten times as fast as some disks. Who asks for durability gets the disk.
    public static string Containers(bool durable) => !durable && HasMemory()
        ? Path.Combine(Memory, $"{Name}-{Environment.UserName}")
        : Path.Combine(DataFolders.Throwaway(Name), "containers");

    static bool HasMemory() =>
        OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > EnoughMemory;
}
