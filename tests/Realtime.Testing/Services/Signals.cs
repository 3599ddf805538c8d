using System.Diagnostics;

namespace Realtime.Testing.Services;

/// <summary>Signals to a process that a test started.</summary>
public static class Signals
{
    public static async Task Send(this Process process, string signal)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("These tests stop and kill processes by signals, which Windows does not have: run them on Linux or macOS.");
        using var kill = Process.Start(new ProcessStartInfo("/bin/kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))!;
        await kill.WaitForExitAsync();
    }
}
