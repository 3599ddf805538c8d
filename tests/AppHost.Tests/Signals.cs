using System.Diagnostics;

namespace AppHost.Tests;

internal static class Signals
{
    public static async Task SendAsync(string signal, string process)
    {
        using var kill = Process.Start("/bin/kill", ["-" + signal, process]);
        await kill.WaitForExitAsync();
    }
}
