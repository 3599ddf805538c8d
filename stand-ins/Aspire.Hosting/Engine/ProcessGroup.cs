using System.Diagnostics;

namespace Aspire.Hosting.Engine;

/// <summary>
/// Starts a program in a process group of its own. A terminal sends Ctrl-C to the host's group only, so that the host decides who stops when;
/// and the group ends with everything a program has started.
/// </summary>
internal static class ProcessGroup
{
    private static readonly string? Setsid = OnPath("setsid");
    private static readonly string? Perl = OnPath("perl");

    public static ProcessStartInfo Wrap(ProcessStartInfo start)
    {
        string[] prefix = Setsid is not null ? [Setsid]
            : Perl is not null ? [Perl, "-e", "setpgrp; exec { $ARGV[0] } @ARGV or die", "--"]
            : [];
        if (prefix.Length == 0)
            return start;

        var arguments = prefix[1..].Append(start.FileName).Concat(start.ArgumentList).ToArray();
        start.FileName = prefix[0];
        start.ArgumentList.Clear();
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    public static string? OnPath(string program) => OperatingSystem.IsWindows()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
