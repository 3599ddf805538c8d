using System.Globalization;

namespace Realtime.Chaos.Stack;

/// <summary>
/// The wall clock of a process. The run moves it while the process runs: libfaketime reads the offset from a file. The monotonic clock
/// does not move.
/// </summary>
sealed class WallClock : IDisposable
{
    static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*linux*").Append("/usr/lib")
            .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    readonly string file = Path.Combine(Path.GetTempPath(), $"realtime-chaos-{Guid.NewGuid():N}");

    public static bool CanMove => Library is not null;

    public WallClock() => Move(TimeSpan.Zero);

    public void Move(TimeSpan offset) => File.WriteAllText(file, offset.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture));

    /// <summary>The environment variables that the process needs.</summary>
    public Dictionary<string, string> Environment => Library is null ? [] : new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library,
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0", // otherwise every timed wait of the runtime returns at once
    };

    public void Dispose() => File.Delete(file);
}
