using System.Globalization;

namespace AppHost.Lifetime;

/// <summary>
/// `dotnet run` starts the app model as a process of its own, which lives on where `dotnet run` is killed.
/// Aspire watches the process that its own command line tool names, so naming this one makes it end with it.
/// </summary>
static class LaunchingProcess
{
    /// <summary>The process id of the `dotnet run` that started this process; null where something else did, or where the system does not tell.</summary>
    public static string? DotnetRun
    {
        get
        {
            if (!OperatingSystem.IsLinux()) return null;
            // "pid (name) state parent …", and the name may hold spaces and brackets.
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
            return []; // It ended already, or it is another user's.
        }
    }
}
