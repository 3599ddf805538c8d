using System.Globalization;
using Realtime.Chaos.Stack;

namespace Realtime.Chaos.Verdict;

/// <summary>What a process holds, as the operating system reports it.</summary>
/// <param name="Files">Open files and sockets, without the program's assemblies: the runtime opens those when it first needs them.</param>
readonly record struct Vitals(double Megabytes, int Files, int Threads)
{
    public static bool CanBeRead => Directory.Exists("/proc/self/fd");

    public static Vitals Of(SlotProcess life)
    {
        var folder = $"/proc/{life.Process.Id}";
        var status = File.ReadLines($"{folder}/status").Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1]);
        return new(Number(status["VmRSS"]) / 1024, new DirectoryInfo($"{folder}/fd").EnumerateFiles().Count(IsHeld),
            (int)Number(status["Threads"]));
    }

    // A file that closes meanwhile has no link target.
    static bool IsHeld(FileInfo file) =>
        file.LinkTarget is { } target && !target.EndsWith(".dll", StringComparison.Ordinal)
            && !target.Contains(".so", StringComparison.Ordinal);

    static double Number(string text) =>
        double.Parse(text.Replace("kB", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
}
