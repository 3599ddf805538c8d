using System.Diagnostics;

namespace Realtime.Testing.Services;

/// <summary>Sends signals to a process that a test started.</summary>
public static class Signals
{
    public static async Task Send(this Process process, string signal)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException(
                "These tests send signals to processes, which Windows does not support. Run them on Linux or macOS.");
        using var kill = Process.Start(new ProcessStartInfo("/bin/kill",
            [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))!;
        await kill.WaitForExitAsync();
    }
}
