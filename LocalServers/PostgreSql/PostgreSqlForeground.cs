namespace LocalServers.PostgreSql;

/// <summary>
/// A server that somebody else starts and stops, an orchestrator for example, with <see cref="Command"/> as its command line.
/// It listens on 127.0.0.1 alone and logs to standard output; SIGTERM shuts it down fast. One host at a time may use a data folder.
/// </summary>
public sealed class PostgreSqlForeground(PostgreSqlPrograms programs, PostgreSqlClusterOptions options) : IDisposable
{
    readonly FolderLock folderLock = Take(options.DataFolder);

    public string DataFolder => options.DataFolder;

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Command { get; } = OperatingSystem.IsWindows()
        ? [programs.PathOf("postgres"), "-D", options.DataFolder]
        : ["/bin/sh", Path.Combine(AppContext.BaseDirectory, "PostgreSql", "foreground.sh"), .. ServerAccount.Current.Command([programs.PathOf("postgres"), "-D", options.DataFolder])];

    /// <summary>
    /// Makes the data folder when it is new, stops what a killed run left on it, and writes the settings. Call it before each start.
    /// </summary>
    /// <param name="password">The superuser's, taken when the data folder is made.</param>
    /// <exception cref="PostgreSqlClusterException">The folder cannot be used: another version's data, foreign files, no access.</exception>
    public async Task PrepareAsync(int port, string password, CancellationToken cancellation)
    {
        var prepared = options with { Port = port, Password = password };
        await DataVersion.RequireAsync(programs, options.DataFolder, cancellation);
        await ClusterCreation.RunAsync(programs, prepared, cancellation);
        await new ServerControl(programs, prepared).StopLeftoverAsync(cancellation);
        await ClusterFiles.WriteSettingsAsync(prepared.DataFolder, port, prepared.Settings, cancellation);
    }

    /// <summary>Another host may use the folder again.</summary>
    public void Dispose() => folderLock.Dispose();

    static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        return FolderLock.TryTake(folder + ".lock") ?? throw new PostgreSqlClusterException($"{folder} is in use by another running process.");
    }
}
