using System.Diagnostics;

namespace Realtime.Bench.Stack;

/// <summary>Facts about the machine and its processes.</summary>
static class Machine
{
    const string LoadFile = "/proc/loadavg";

    /// <summary>The load of the last minute. Figures from a busy machine have little value.</summary>
    public static string Load() => File.Exists(LoadFile)
        ? $"{File.ReadAllText(LoadFile).Split(' ')[0]} on {Environment.ProcessorCount} cores"
        : $"unknown on {Environment.ProcessorCount} cores";

    /// <summary>The resident memory of a process now, in bytes.</summary>
    public static long Memory(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.WorkingSet64;
    }

    /// <summary>The most bytes of physical memory that a process has had.</summary>
    public static long PeakMemory(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.PeakWorkingSet64;
    }

    /// <summary>The processor time that a process has used.</summary>
    public static TimeSpan Processor(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }

    /// <summary>Lets all threads of a process run on these cores only, such as <c>1</c> or <c>0-1</c>. False if this machine cannot do that.</summary>
    public static async Task<bool> Pin(int processId, string cores)
    {
        if (Environment.ProcessorCount < 2 || Program("taskset") is not { } program) return false;
        using var taskset = Process.Start(new ProcessStartInfo(program, ["-a", "-c", "-p", cores, $"{processId}"])
        {
            RedirectStandardOutput = true,
        })!;
        await taskset.WaitForExitAsync();
        return taskset.ExitCode == 0;
    }

    /// <summary>The path of a program on the PATH; null if it is not there.</summary>
    public static string? Program(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
