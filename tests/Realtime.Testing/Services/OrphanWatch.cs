using System.Diagnostics;
using System.Globalization;

namespace Realtime.Testing.Services;

/// <summary>
/// A shell that kills the services when the tests themselves are killed: the pipe that it reads from then ends without "farewell".
/// </summary>
public static class OrphanWatch
{
    const string Script =
        "trap '' INT TERM HUP; while read -r word; do if [ \"$word\" = farewell ]; then exit; fi; "
        + "all=\"$all $word\"; done; kill -9 $all 2> /dev/null";

    static readonly Lock Gate = new();
    static readonly Process? Shell = Start();

    public static void Watch(Process service)
    {
        lock (Gate) Shell?.StandardInput.WriteLine(service.Id.ToString(CultureInfo.InvariantCulture));
    }

    static Process? Start()
    {
        if (OperatingSystem.IsWindows()) return null;
        var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true })!;
        shell.StandardInput.AutoFlush = true;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            shell.StandardInput.WriteLine("farewell");
            shell.Dispose();
        };
        return shell;
    }
}
