namespace LocalServers.PostgreSql;

/// <summary>A folder with PostgreSQL's own programs: initdb, postgres, pg_ctl, and mostly psql.</summary>
public sealed class PostgreSqlPrograms
{
    /// <summary>The environment variable that names the folder, before anything else is looked at.</summary>
    public const string FolderVariable = "POSTGRESQL_PROGRAMS";

    /// <summary>What to tell someone whose machine has none.</summary>
    public const string HowToInstall =
        "PostgreSQL's programs (initdb, pg_ctl, postgres) were not found. Install them (Debian and Ubuntu: apt install postgresql; "
        + "macOS: brew install postgresql@17; Windows: postgresql.org/download), or set " + FolderVariable + " to the folder they are in.";

    static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    PostgreSqlPrograms(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The programs of this machine, the newest where there are several; null when there are none.</summary>
    public static PostgreSqlPrograms? Find()
    {
        var folder = ProgramFolders.Candidates().FirstOrDefault(IsComplete);
        return folder is null ? null : new PostgreSqlPrograms(folder);
    }

    /// <exception cref="PostgreSqlClusterException">There are none; the message is <see cref="HowToInstall"/>.</exception>
    public static PostgreSqlPrograms Require() => Find() ?? throw new PostgreSqlClusterException(HowToInstall);

    /// <summary>The full path of one program, such as "psql".</summary>
    public string PathOf(string program) => Path.Combine(Folder, ProgramFolders.FileName(program));

    // pg_ctl and initdb look for postgres beside themselves: one folder must have all three.
    static bool IsComplete(string folder) =>
        Needed.All(program => File.Exists(Path.Combine(folder, ProgramFolders.FileName(program))));
}
