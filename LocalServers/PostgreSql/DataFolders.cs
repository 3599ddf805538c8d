namespace LocalServers.PostgreSql;

/// <summary>Folders that PostgreSQL can use on this machine.</summary>
public static class DataFolders
{
    /// <summary>
    /// A folder for data that this user keeps between runs, such as ~/.local/share/NAME.
    /// For root it is /var/lib/NAME, because PostgreSQL then runs as another user, who cannot enter root's home.
    /// </summary>
    public static string Kept(string application) => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
        ? Path.Combine("/var/lib", application)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            application);

    /// <summary>A folder of this user for temporary data, such as /tmp/NAME-USER.</summary>
    public static string Throwaway(string application) => Path.Combine(Path.GetTempPath(), $"{application}-{Environment.UserName}");
}
