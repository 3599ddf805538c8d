namespace LocalServers.PostgreSql;

/// <summary>Folders that PostgreSQL can use on this machine.</summary>
public static class DataFolders
{
    /// <summary>
    /// A folder of this user for data that is kept between runs, such as ~/.local/share/NAME.
    /// For root /var/lib/NAME, because the user that PostgreSQL then runs as cannot enter root's home.
    /// </summary>
    public static string Kept(string application) => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
        ? Path.Combine("/var/lib", application)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), application);

    /// <summary>A folder of this user for data that may go at any time, such as /tmp/NAME-USER.</summary>
    public static string Throwaway(string application) => Path.Combine(Path.GetTempPath(), $"{application}-{Environment.UserName}");
}
