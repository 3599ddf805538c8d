using System.Globalization;

namespace AppHost.Lifetime;

/// <summary>
/// `dotnet run` starts the app model as another process, which goes on when `dotnet run` is killed.
/// Aspire ends the app model with the process that a setting names. So the setting names `dotnet run`.
/// </summary>
static class LaunchingProcess
{
    /// <summary>
    /// The process id of the `dotnet run` that started this process; null if another program did, or on a system without /proc.
    /// </summary>
    public static string? DotnetRun
    {
        get
        {
            if (!OperatingSystem.IsLinux()) return null;
            // The line is "pid (name) state parent …", and the name may contain spaces and parentheses.
            var parent = File.ReadAllText("/proc/self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            var arguments = CommandLineOf(int.Parse(parent, CultureInfo.InvariantCulture));
            return arguments is [var program, "run", ..] && Path.GetFileName(program) == "dotnet" ? parent : null;
        }
    }

    static string[] CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return []; // The process has ended, or it belongs to another user.
        }
    }
}
