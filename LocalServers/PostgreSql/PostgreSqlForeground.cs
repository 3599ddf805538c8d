namespace LocalServers.PostgreSql;

/// <summary>
/// A server that another program starts and stops, an orchestrator for example, with <see cref="Command"/> as its command line.
/// It listens only on 127.0.0.1 and logs to standard output; SIGTERM shuts it down fast. Only one process at a time may use a data folder.
/// </summary>
public sealed class PostgreSqlForeground(PostgreSqlPrograms programs, PostgreSqlClusterOptions options) : IDisposable
{
    readonly FolderLock folderLock = Take(options.DataFolder);

    public string DataFolder => options.DataFolder;

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Command { get; } = OperatingSystem.IsWindows()
        ? [programs.PathOf("postgres"), "-D", options.DataFolder]
        : ["/bin/sh", Path.Combine(AppContext.BaseDirectory, "PostgreSql", "foreground.sh"),
            .. ServerAccount.Current.Command([programs.PathOf("postgres"), "-D", options.DataFolder])];

    /// <summary>
    /// Creates the data folder if it is new, stops a server that a killed run left on it, and writes the settings. Call it before each
    /// start.
    /// </summary>
    /// <param name="password">The superuser's password. An existing data folder keeps its own.</param>
    /// <exception cref="PostgreSqlClusterException">
    /// The folder has another version's data or other files, or PostgreSQL's user cannot enter it.
    /// </exception>
    public async Task PrepareAsync(int port, string password, CancellationToken cancellation)
    {
        var prepared = options with { Port = port, Password = password };
        await DataVersion.RequireAsync(programs, options.DataFolder, cancellation);
        await ClusterCreation.RunAsync(programs, prepared, cancellation);
        await new ServerControl(programs, prepared).StopLeftoverAsync(cancellation);
        await ClusterFiles.WriteSettingsAsync(prepared.DataFolder, port, prepared.Settings, cancellation);
    }

    /// <summary>Releases the folder, so that another process may use it.</summary>
    public void Dispose() => folderLock.Dispose();

    static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        return FolderLock.TryTake(folder + ".lock")
            ?? throw new PostgreSqlClusterException($"{folder} is in use by another running process.");
    }
}
