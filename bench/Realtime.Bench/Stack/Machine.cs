using System.Diagnostics;

namespace Realtime.Bench.Stack;

/// <summary>What the machine says of itself.</summary>
static class Machine
{
    const string LoadFile = "/proc/loadavg";

    /// <summary>The load of the last minute: a figure taken on a busy machine tells little.</summary>
    public static string Load() => File.Exists(LoadFile)
        ? $"{File.ReadAllText(LoadFile).Split(' ')[0]} on {Environment.ProcessorCount} cores"
        : $"unknown on {Environment.ProcessorCount} cores";

    /// <summary>Bytes of physical memory that a process has now.</summary>
    public static long Memory(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.WorkingSet64;
    }

    /// <summary>Processor time that a process has used.</summary>
    public static TimeSpan Processor(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }

    /// <summary>A program on PATH; null where there is none.</summary>
    public static string? Program(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
