using Npgsql;

namespace LocalServers.PostgreSql;

/// <summary>
/// A PostgreSQL server of this host, on one data folder, listening on 127.0.0.1 only, with passwords (scram-sha-256) and no Unix socket.
/// Start makes the data folder when it is new, and stops a server that a killed host left on it. One host at a time may use a folder.
/// If this host dies, the server is stopped for it. Every operation can be cancelled and is bounded; failures are <see cref="PostgreSqlClusterException"/>s.
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

    /// <summary>The port it listens on, or last listened on; 0 before the first start when a free one was asked for.</summary>
    public int Port { get; private set; } = options.Port;

    /// <summary>Started by this host and not stopped by it; a server that died by itself still counts (see <see cref="WaitForExitAsync"/>).</summary>
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

    /// <summary>Makes the data folder if it is not there yet. Starting does this too.</summary>
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

    /// <summary>Returns when the server accepts connections. Starting a started one does nothing.</summary>
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

    /// <summary>Stops it: open transactions are rolled back, connections cut, data written. Stopping a stopped one does nothing.</summary>
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

    /// <summary>Creates a database owned by <see cref="UserName"/>; one that exists is left alone.</summary>
    public async Task CreateDatabaseAsync(string name, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException refusal) when (refusal.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // It is there, which is all that was asked for.
        }
    }

    /// <summary>The server's log since its last start, line by line as it is written, until cancelled. Call it once started.</summary>
    public IAsyncEnumerable<string> ReadLogAsync(CancellationToken cancellation) => ServerLog.FollowAsync(control.LogFile, cancellation);

    /// <summary>The last lines of the server's log, for an error message.</summary>
    public string LastLogLines(int lines = 20) => ServerLog.Tail(control.LogFile, lines);

    /// <summary>Completes when the server is no longer there, whoever ended it. It looks twice a second.</summary>
    public async Task WaitForExitAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await Postmaster.FindAsync(DataFolder, cancellation) is not null)
            await timer.WaitForNextTickAsync(cancellation);
    }

    /// <summary>Stops a server that a killed host left running on a folder. The caller makes sure that no living host uses it.</summary>
    public static Task StopAbandonedAsync(PostgreSqlPrograms programs, string dataFolder, CancellationToken cancellation) =>
        new ServerControl(programs, new() { DataFolder = dataFolder, Password = "" }).StopLeftoverAsync(cancellation);

    /// <summary>Copies the data folder of a stopped server to a new one, which then is a server of its own.</summary>
    public static Task CopyDataAsync(string source, string target, CancellationToken cancellation) => DataCopy.RunAsync(source, target, cancellation);

    /// <summary>Stops it. The data folder stays.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    FolderLock TakeFolder()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DataFolder)!);
        return FolderLock.TryTake(DataFolder + ".lock")
            ?? throw new PostgreSqlClusterException($"{DataFolder} is in use by another running process.");
    }
}
