using System.Globalization;
using Realtime.Chaos.Stack;

namespace Realtime.Chaos.Verdict;

/// <summary>What the operating system says that a process holds.</summary>
readonly record struct Vitals(double Megabytes, int Files, int Threads)
{
    public static bool CanBeRead => Directory.Exists("/proc/self/fd");

    public static Vitals Of(Life life)
    {
        var folder = $"/proc/{life.Process.Id}";
        var status = File.ReadLines($"{folder}/status").Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1]);
        return new(Number(status["VmRSS"]) / 1024, Directory.EnumerateFileSystemEntries($"{folder}/fd").Count(), (int)Number(status["Threads"]));
    }

    static double Number(string text) => double.Parse(text.Replace("kB", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
}
