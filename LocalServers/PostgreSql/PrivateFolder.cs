namespace LocalServers.PostgreSql;

/// <summary>A folder for its owner alone, which is what PostgreSQL wants its data in.</summary>
static class PrivateFolder
{
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
