using Npgsql;

namespace LocalServers.PostgreSql;

/// <summary>
/// A PostgreSQL server on one data folder. It listens only on 127.0.0.1, asks for passwords (scram-sha-256) and has no Unix socket.
/// <see cref="StartAsync"/> creates the data folder if it is new, and stops a server that a killed process left on it.
/// Only one process at a time may use a folder. If this process dies, the server stops too.
/// Every operation can be cancelled and has a time limit; a failure is a <see cref="PostgreSqlClusterException"/>.
/// <code>
/// await using var cluster = new PostgreSqlCluster(PostgreSqlPrograms.Require(), new() { DataFolder = folder, Password = secret });
/// await cluster.StartAsync(cancellation);
/// await cluster.CreateDatabaseAsync("app", cancellation);
/// var address = cluster.ConnectionString("app");
/// </code>
/// </summary>
public sealed class PostgreSqlCluster(PostgreSqlPrograms programs, PostgreSqlClusterOptions options) : IAsyncDisposable
{
    readonly ServerControl control = new(programs, options);
    readonly SemaphoreSlim oneAtATime = new(1, 1);
    FolderLock? folderLock;
    DeathWatch? watch;

    public string DataFolder => options.DataFolder;

    public string UserName => options.UserName;

    public string Password => options.Password;

    /// <summary>The port on which it listens or last listened; 0 before the first start if the options ask for any free port.</summary>
    public int Port { get; private set; } = options.Port;

    /// <summary>
    /// True after <see cref="StartAsync"/> and until <see cref="StopAsync"/>, even if the server has died by itself (see
    /// <see cref="WaitForExitAsync"/>).
    /// </summary>
    public bool IsStarted => folderLock is not null;

    /// <summary>An Npgsql connection string, with the password.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = UserName,
        Password = Password,
    }.ConnectionString;

    /// <summary>Creates the data folder if it does not exist. <see cref="StartAsync"/> does this too.</summary>
    public async Task InitializeAsync(CancellationToken cancellation = default)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            if (IsStarted)
                return;
            using var _ = TakeFolder();
            await ClusterCreation.RunAsync(programs, options, cancellation);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Starts the server; returns when it accepts connections. Does nothing if it is started.</summary>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            if (IsStarted)
                return;
            var taken = TakeFolder();
            try
            {
                await ClusterCreation.RunAsync(programs, options, cancellation);
                await control.StopLeftoverAsync(cancellation);
                watch = DeathWatch.Start(control.StopCommand("fast"));
                Port = await control.StartAsync(Port, cancellation);
                folderLock = taken;
            }
            catch
            {
                watch?.Dispose();
                taken.Dispose();
                throw;
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>
    /// Stops the server: it rolls back open transactions, closes connections and writes its data. Does nothing if it is stopped.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            if (!IsStarted)
                return;
            await control.StopAsync(cancellation);
            watch?.Dispose();
            folderLock?.Dispose();
            folderLock = null;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Creates a database that <see cref="UserName"/> owns. Does nothing if the database exists.</summary>
    public async Task CreateDatabaseAsync(string name, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var command =
            new NpgsqlCommand($"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException refusal) when (refusal.SqlState is PostgresErrorCodes.DuplicateDatabase
            or PostgresErrorCodes.UniqueViolation)
        {
            // The database exists already.
        }
    }

    /// <summary>
    /// The lines of the server's log since its last start and each new one, until cancelled. The server must have been started.
    /// </summary>
    public IAsyncEnumerable<string> ReadLogAsync(CancellationToken cancellation) => ServerLog.FollowAsync(control.LogFile, cancellation);

    /// <summary>The last lines of the server's log, for an error message.</summary>
    public string LastLogLines(int lines = 20) => ServerLog.Tail(control.LogFile, lines);

    /// <summary>Completes when the server has ended, for whatever reason. It checks twice a second.</summary>
    public async Task WaitForExitAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await Postmaster.FindAsync(DataFolder, cancellation) is not null)
            await timer.WaitForNextTickAsync(cancellation);
    }

    /// <summary>
    /// Stops a server that a killed process left running on a folder. The caller ensures that no running process uses the folder.
    /// </summary>
    public static Task StopAbandonedAsync(PostgreSqlPrograms programs, string dataFolder, CancellationToken cancellation) =>
        new ServerControl(programs, new() { DataFolder = dataFolder, Password = "" }).StopLeftoverAsync(cancellation);

    /// <summary>Copies the data folder of a stopped server to a new folder, for another server.</summary>
    public static Task CopyDataAsync(string source, string target, CancellationToken cancellation) =>
        DataCopy.RunAsync(source, target, cancellation);

    /// <summary>Stops the server and keeps the data folder.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    FolderLock TakeFolder()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DataFolder)!);
        return FolderLock.TryTake(DataFolder + ".lock")
            ?? throw new PostgreSqlClusterException($"{DataFolder} is in use by another running process.");
    }
}
