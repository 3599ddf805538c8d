using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Engine;

/// <summary>Process ids are reused; an id together with when that process started is not.</summary>
internal sealed record ProcessIdentity(int Id, string Started)
{
    public static ProcessIdentity Current => Of(Environment.ProcessId)!;

    public bool IsAlive => Of(Id) == this;

    public static ProcessIdentity? Of(int processId)
    {
        try
        {
            return OperatingSystem.IsLinux() ? OnLinux(processId) : Elsewhere(processId);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    // Exact where it can be: ticks since boot, and which boot.
    private static ProcessIdentity? OnLinux(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var isZombie = fields[0] is "Z" or "X";
        return isZombie ? null : new(processId, $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}:{fields[19]}");
    }

    private static ProcessIdentity Elsewhere(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return new(processId, process.StartTime.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
    }
}
