namespace LocalServers.PostgreSql;

/// <summary>The options of one server: its data folder, its superuser and its settings.</summary>
public sealed record PostgreSqlClusterOptions
{
    /// <summary>
    /// The full path of the data folder, which is created if it does not exist. Beside it are NAME.lock and, during its creation, NAME.new.
    /// If this process runs as root, PostgreSQL runs as another user, who must be able to enter all parent folders.
    /// <see cref="DataFolders"/> has such folders.
    /// </summary>
    public required string DataFolder { get; init; }

    /// <summary>The TCP port on 127.0.0.1; 0 takes a free port at each start, the last one if it is still free.</summary>
    public int Port { get; init; }

    /// <summary>The superuser's name. An existing data folder keeps its own.</summary>
    public string UserName { get; init; } = "postgres";

    /// <summary>The superuser's password (scram-sha-256). An existing data folder keeps its own.</summary>
    public required string Password { get; init; }

    /// <summary>
    /// Server settings, as in postgresql.conf: <c>["max_connections"] = "300"</c>. Do not set address, port or socket here.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a start may take before it fails, including recovery after a crash.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a fast shutdown may take before it becomes an immediate one.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
