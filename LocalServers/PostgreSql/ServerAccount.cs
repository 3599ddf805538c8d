namespace LocalServers.PostgreSql;

/// <summary>The account that runs PostgreSQL's programs. They refuse root, so root runs them as the user postgres or nobody.</summary>
sealed class ServerAccount
{
    static readonly Lazy<ServerAccount> Of = new(Choose);

    readonly string? name;
    readonly string[] prefix;

    ServerAccount(string? name, string[] prefix) => (this.name, this.prefix) = (name, prefix);

    public static ServerAccount Current => Of.Value;

    public bool IsAnother => name is not null;

    public string Name => name ?? Environment.UserName;

    /// <summary>The command line that runs a command as this account.</summary>
    public IReadOnlyList<string> Command(IEnumerable<string> command) => [.. prefix, .. command];

    /// <summary>Makes this account the owner of a file, or of a folder and everything in it.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellation)
    {
        if (IsAnother)
            await ProgramRun.ToSuccessAsync(["chown", "-R", name + ":", path], cancellation);
    }

    static ServerAccount Choose()
    {
        // On Windows pg_ctl itself drops an administrator's rights.
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new ServerAccount(null, []);

        var user = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";
        string[][] ways =
        [
            ["setpriv", "--reuid", user, "--regid", user == "nobody" ? "65534" : user, "--clear-groups", "--"],
            ["runuser", "-u", user, "--"],
            ["sudo", "-n", "-u", user, "--"],
        ];
        var way = ways.FirstOrDefault(way => ProgramRun.IsOnPath(way[0]))
            ?? throw new PostgreSqlClusterException(
                "PostgreSQL does not run as root, and this machine has no setpriv, runuser or sudo to run it as another user.");
        return new ServerAccount(user, way);
    }
}
