namespace LocalServers.PostgreSql;

/// <summary>One server: where its data is, who may enter, how it is set.</summary>
public sealed record PostgreSqlClusterOptions
{
    /// <summary>
    /// Full path of the data folder; made when it is not there. Beside it, under the same name, lie a ".lock" file and, while it is made, a ".new" folder.
    /// When the host runs as root, PostgreSQL runs as another user, who must be able to enter all parents: <see cref="DataFolders"/> has one.
    /// </summary>
    public required string DataFolder { get; init; }

    /// <summary>The TCP port on 127.0.0.1; 0 takes a free one at each start (the last one, if it is still free).</summary>
    public int Port { get; init; }

    /// <summary>The superuser. Taken when the data folder is made; a folder that exists keeps its own.</summary>
    public string UserName { get; init; } = "postgres";

    /// <summary>The superuser's password (scram-sha-256). Taken when the data folder is made; a folder that exists keeps its own.</summary>
    public required string Password { get; init; }

    /// <summary>Server settings, as in postgresql.conf: <c>["max_connections"] = "300"</c>. Address, port and socket are not for here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a start may take before it is given up. A crash's recovery is part of it.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a fast shutdown may take before it becomes an immediate one.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
