using LocalServers.PostgreSql;

namespace Realtime.Testing.Programs;

/// <summary>
/// Describes a throwaway PostgreSQL server. Each With… answers with a new builder.
/// The server is the machine's own PostgreSQL, whatever version the image's tag names.
/// </summary>
public sealed class PostgreSqlBuilder
{
    public const string DefaultDatabase = "postgres";
    public const string DefaultUsername = "postgres";
    public const string DefaultPassword = "postgres";

    readonly ServerDescription server;

    /// <param name="image">The image, such as "postgres:17".</param>
    public PostgreSqlBuilder(string image)
        : this(new ServerDescription(DefaultDatabase, DefaultUsername, DefaultPassword, DefaultSettings)) =>
        ArgumentException.ThrowIfNullOrWhiteSpace(image);

    PostgreSqlBuilder(ServerDescription server) => this.server = server;

    // Throwaway data need not survive a crash of the machine; the package sets the same. A benchmark asks for WithCommand("-c", "fsync=on").
    // Many test classes share one server: more connections than PostgreSQL's own 100.
    static Dictionary<string, string> DefaultSettings => new()
    {
        ["fsync"] = "off",
        ["full_page_writes"] = "off",
        ["synchronous_commit"] = "off",
        ["max_connections"] = "300",
    };

    public PostgreSqlBuilder WithDatabase(string database) => new(server with { Database = database });

    public PostgreSqlBuilder WithUsername(string username) => new(server with { Username = username });

    public PostgreSqlBuilder WithPassword(string password) => new(server with { Password = password });

    /// <summary>Arguments of the server: pairs of "-c" and "setting=value", added to the earlier ones; the last of a setting counts.</summary>
    public PostgreSqlBuilder WithCommand(params string[] command) => new(server with { Settings = ServerArguments.Apply(server.Settings, command) });

    /// <exception cref="ArgumentException">The password is empty.</exception>
    public PostgreSqlContainer Build()
    {
        ArgumentException.ThrowIfNullOrEmpty(server.Password, nameof(server.Password));
        return new PostgreSqlContainer(PostgreSqlPrograms.Require(), server);
    }
}
