using System.Diagnostics;

namespace LocalServers.PostgreSql;

/// <summary>The folders that may have PostgreSQL's programs, the best first.</summary>
static class ProgramFolders
{
    static readonly string[] VersionedRoots =
    [
        "/usr/lib/postgresql",                       // Debian, Ubuntu: 15/bin
        "/usr/local/lib/postgresql",
        "/opt/homebrew/opt", "/usr/local/opt",       // Homebrew: postgresql@17/bin
        "/Applications/Postgres.app/Contents/Versions",
        @"C:\Program Files\PostgreSQL",
    ];

    public static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(PostgreSqlPrograms.FolderVariable) is { Length: > 0 } told)
            return [told];
        return OnPath().Concat(Versioned()).Concat(["/usr/pgsql/bin", "/usr/libexec/postgresql"]).Concat(FromPgConfig());
    }

    public static string FileName(string program) => OperatingSystem.IsWindows() ? program + ".exe" : program;

    // PATH may have a link to a single program; use the folder of its target.
    static IEnumerable<string> OnPath() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        let initdb = new FileInfo(Path.Combine(folder, FileName("initdb")))
        where initdb.Exists
        select Path.GetDirectoryName(initdb.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? initdb.FullName)!;

    static IEnumerable<string> Versioned() =>
        from root in VersionedRoots
        where Directory.Exists(root)
        from folder in Directory.EnumerateDirectories(root)
        let name = Path.GetFileName(folder)
        let version = name.StartsWith("postgresql@", StringComparison.Ordinal) ? name["postgresql@".Length..] : name
        where decimal.TryParse(version, System.Globalization.CultureInfo.InvariantCulture, out _) || name == "postgresql"
        orderby decimal.TryParse(version, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0 descending
        select Path.Combine(folder, "bin");

    static IEnumerable<string> FromPgConfig()
    {
        string folder;
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("pg_config", "--bindir") { RedirectStandardOutput = true })!;
            folder = asked.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            yield break; // There is no pg_config to ask.
        }
        yield return folder;
    }
}
