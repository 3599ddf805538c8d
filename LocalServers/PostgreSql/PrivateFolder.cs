namespace LocalServers.PostgreSql;

/// <summary>A folder that only its owner can enter, as PostgreSQL requires for its data.</summary>
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
