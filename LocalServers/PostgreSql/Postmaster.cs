using System.Diagnostics;
using System.Globalization;

namespace LocalServers.PostgreSql;

/// <summary>Finds the server process of a data folder by its postmaster.pid.</summary>
static class Postmaster
{
    public static string PidFile(string dataFolder) => Path.Combine(dataFolder, "postmaster.pid");

    /// <summary>The id of the process that serves this folder; null when none does, even if a crash left the pid file behind.</summary>
    public static async Task<int?> FindAsync(string dataFolder, CancellationToken cancellation)
    {
        string? first;
        try
        {
            first = (await File.ReadAllLinesAsync(PidFile(dataFolder), cancellation)).FirstOrDefault();
        }
        catch (IOException)
        {
            return null; // Without the file no server runs.
        }
        return int.TryParse(first, CultureInfo.InvariantCulture, out var id) && await ServesAsync(id, dataFolder, cancellation) ? id : null;
    }

    // The system reuses process ids, so only the command line shows whether the process is a server of this folder.
    static async Task<bool> ServesAsync(int id, string dataFolder, CancellationToken cancellation)
    {
        if (OperatingSystem.IsLinux())
        {
            var commandLine = $"/proc/{id}/cmdline";
            return File.Exists(commandLine) && (await ReadAsync(commandLine, cancellation)).Contains(dataFolder, StringComparison.Ordinal);
        }
        if (OperatingSystem.IsWindows())
            return Process.GetProcesses().Any(process => process.Id == id && process.ProcessName == "postgres");

        var listed = await ProgramRun.ToEndAsync(["ps", "-p", id.ToString(CultureInfo.InvariantCulture), "-o", "command="], cancellation);
        return listed.Output.Contains(dataFolder, StringComparison.Ordinal);
    }

    static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellation);
        }
        catch (IOException)
        {
            return ""; // The process has just ended.
        }
    }
}
