using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Aspire.Hosting.Engine;

/// <summary>Ending processes and, where the system has them, process groups.</summary>
internal static partial class Signals
{
    private const int Terminate = 15;
    private const int Kill = 9;

    /// <summary>Asks the process to stop. Windows has no such request for a process without a window: it is ended at once.</summary>
    public static void RequestStop(int processId)
    {
        if (OperatingSystem.IsWindows())
            EndTree(processId);
        else
            _ = SendSignal(processId, Terminate);
    }

    /// <summary>Ends the process and what it started.</summary>
    public static void EndTree(int processId)
    {
        if (!OperatingSystem.IsWindows())
            _ = SendSignal(-processId, Kill);
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }

    /// <summary>Ends what an already ended process left in its group.</summary>
    public static void EndGroup(int processId)
    {
        if (!OperatingSystem.IsWindows())
            _ = SendSignal(-processId, Kill);
    }

    [UnsupportedOSPlatform("windows")]
    public static int ParentProcessId() => GetParentProcessId();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentProcessId();
}
