namespace LocalServers.PostgreSql;

/// <summary>Checks that the programs can open the data: PostgreSQL opens only the data of its own major version.</summary>
static class DataVersion
{
    /// <exception cref="PostgreSqlClusterException">Another major version created the folder.</exception>
    public static async Task RequireAsync(PostgreSqlPrograms programs, string dataFolder, CancellationToken cancellation)
    {
        var file = Path.Combine(dataFolder, "PG_VERSION");
        if (!File.Exists(file))
            return;
        var data = (await File.ReadAllTextAsync(file, cancellation)).Trim();
        var printed = await ProgramRun.AsServerAccountAsync([programs.PathOf("postgres"), "--version"], cancellation);
        var program = Major(printed.Output);
        if (data != program)
            throw new PostgreSqlClusterException(
                $"The data in {dataFolder} is of PostgreSQL {data}; the programs in {programs.Folder} are "
                + $"PostgreSQL {program}, which cannot open it. "
                + $"Set {PostgreSqlPrograms.FolderVariable} to the folder of PostgreSQL {data}'s programs, or move the data away.");
    }

    // "postgres (PostgreSQL) 17.6 (Debian 17.6-1)" and "postgres (PostgreSQL) 18beta1" both begin with the major version.
    static string Major(string printed) => new([.. printed.Split(") ", 2)[^1].TakeWhile(char.IsAsciiDigit)]);
}
