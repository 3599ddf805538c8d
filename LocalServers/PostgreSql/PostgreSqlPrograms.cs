namespace LocalServers.PostgreSql;

/// <summary>A folder with PostgreSQL's programs: initdb, postgres, pg_ctl, and usually psql.</summary>
public sealed class PostgreSqlPrograms
{
    /// <summary>The environment variable that names the folder. It takes precedence over every other place.</summary>
    public const string FolderVariable = "POSTGRESQL_PROGRAMS";

    /// <summary>The message for a machine without the programs.</summary>
    public const string HowToInstall =
        "PostgreSQL's programs (initdb, pg_ctl, postgres) were not found. Install them (Debian and Ubuntu: apt install postgresql; "
        + "macOS: brew install postgresql@17; Windows: postgresql.org/download), or set " + FolderVariable + " to their folder.";

    static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    PostgreSqlPrograms(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The programs on this machine, the newest if there are several versions; null when there are none.</summary>
    public static PostgreSqlPrograms? Find()
    {
        var folder = ProgramFolders.Candidates().FirstOrDefault(IsComplete);
        return folder is null ? null : new PostgreSqlPrograms(folder);
    }

    /// <exception cref="PostgreSqlClusterException">There are none. The message is <see cref="HowToInstall"/>.</exception>
    public static PostgreSqlPrograms Require() => Find() ?? throw new PostgreSqlClusterException(HowToInstall);

    /// <summary>The full path of one program, such as "psql".</summary>
    public string PathOf(string program) => Path.Combine(Folder, ProgramFolders.FileName(program));

    // pg_ctl and initdb look for postgres in their own folder, so one folder must have all three.
    static bool IsComplete(string folder) =>
        Needed.All(program => File.Exists(Path.Combine(folder, ProgramFolders.FileName(program))));
}
