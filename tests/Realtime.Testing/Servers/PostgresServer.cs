using LocalServers.PostgreSql;
using Npgsql;

namespace Realtime.Testing.Servers;

/// <summary>
/// A throwaway PostgreSQL server: a container, or this machine's programs (see <see cref="ServerSource"/>). It keeps its port and
/// its data when it is stopped or killed. Disposing it deletes both.
/// </summary>
public abstract class PostgresServer : IAsyncDisposable
{
    internal const string Image = "postgres:18.3";
    const string HowToInstall = "Debian and Ubuntu: apt install postgresql; macOS: brew install postgresql@17";

    internal const string User = "postgres", Password = "postgres";

    // Throwaway data need not survive a crash of the machine. Many services share one server and need more than the default of 100
    // connections.
    static readonly Dictionary<string, string> Quick =
        new() { ["fsync"] = "off", ["full_page_writes"] = "off", ["synchronous_commit"] = "off", ["max_connections"] = "300" };

    static readonly Lazy<Task<ServerSource>> Source = new(Choose);

    static readonly Dictionary<string, string> Durable =
        new() { ["fsync"] = "on", ["full_page_writes"] = "on", ["synchronous_commit"] = "on" };

    public abstract int Port { get; }

    private protected virtual string Host => "127.0.0.1";

    /// <summary>Npgsql's connection string of the database postgres.</summary>
    public string ConnectionString => ConnectionStringOf("postgres");

    /// <summary>Describes the PostgreSQL that tests use on this machine.</summary>
    /// <exception cref="InvalidOperationException">There is none. The message says what to install.</exception>
    public static async Task<string> Describe() => (await Source.Value).Description;

    /// <param name="settings">Settings as in postgresql.conf. They come on top of those that make it fast rather than durable.</param>
    public static async Task<PostgresServer> Create(params IEnumerable<(string Name, string Value)> settings)
    {
        var all = new Dictionary<string, string>(Quick);
        foreach (var (name, value) in settings) all[name] = value;
        var source = await Source.Value;
        PostgresServer server = source.IsContainer ? new ContainerPostgres(all) : new ProgramPostgres(PostgreSqlPrograms.Require(), all);
        try
        {
            await server.Start();
            Announcements.Once(source.Description);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a server that flushes every commit to disk.</summary>
    public static Task<PostgresServer> CreateDurable(params IEnumerable<(string Name, string Value)> settings) =>
        Create(Durable.Select(setting => (setting.Key, setting.Value)).Concat(settings));

    /// <summary>Starts it; returns when it accepts connections.</summary>
    public abstract Task Start();

    /// <summary>Stops it: it closes its connections and writes its data.</summary>
    public abstract Task Stop();

    /// <summary>
    /// Kills all its processes as kill -9 does. They write nothing more; the next start recovers from PostgreSQL's own log.
    /// </summary>
    public abstract Task Kill();

    /// <summary>Pauses it until <see cref="Resume"/>. Clients wait for answers meanwhile.</summary>
    public abstract Task Pause();

    public abstract Task Resume();

    /// <summary>Runs a script in psql, such as a dump; returns what psql printed.</summary>
    /// <exception cref="InvalidOperationException">A statement failed, and none after it ran.</exception>
    public async Task<string> RunScript(string script, string database = "postgres")
    {
        var (exitCode, output, errors) = await Psql(
            script, ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--username=" + User,
                "--dbname=" + database]);
        return exitCode == 0 ? output : throw new InvalidOperationException($"psql exited with code {exitCode}: {errors.Trim()}");
    }

    private protected abstract Task<(long ExitCode, string Output, string Errors)> Psql(string script, string[] arguments);

    /// <summary>Creates an empty database, or a copy of one to which nobody is connected; returns its connection string.</summary>
    public async Task<string> NewDatabase(string template = "template1")
    {
        var name = $"test_{Guid.NewGuid():n}";
        await Execute($"create database {name} template {template}");
        return ConnectionStringOf(name);
    }

    /// <summary>A data source without a pool: a disposed connection is closed at once.</summary>
    public NpgsqlDataSource Open() => NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");

    /// <summary>Runs a statement in the database postgres.</summary>
    public async Task Execute(string sql)
    {
        await using var source = Open();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Database = database,
        Username = User,
        Password = Password,
    }.ConnectionString;

    public abstract ValueTask DisposeAsync();

    static async Task<ServerSource> Choose()
    {
        var programs = PostgreSqlPrograms.Find();
        var version = programs is null
            ? null
            : await ProgramRun.AsServerAccountAsync([programs.PathOf("postgres"), "--version"], CancellationToken.None);
        return await ServerSource.Choose("PostgreSQL", Image, version?.Output.Split(' ')[2], HowToInstall);
    }
}
