using Npgsql;
using Realtime.Api.Problems;
using Realtime.EventLog.Access;
using Realtime.Sessions;

namespace Realtime.Api.Access.Keys;

/// <summary>`keys create`: makes the first key. It needs write access to the database.</summary>
static class KeyCommand
{
    public const string Name = "keys";

    const string Usage =
        """
        keys create --name NAME [--tenant TENANT] [--role app|reader|auditor|operator] [--scopes SCOPE,SCOPE] [--test true] [--days N] [--file true]
          Makes an API key and prints it. It is kept (as a hash) in the database of ConnectionStrings:realtime;
          with --file true nothing is kept, and the entry for Realtime:Access:KeysFile is printed beside it.
        """;

    static readonly Dictionary<string, string> Options = new()
    {
        ["--name"] = "name", ["--tenant"] = "tenant", ["--role"] = "role", ["--scopes"] = "scopes", ["--test"] = "test",
        ["--days"] = "days", ["--file"] = "file",
    };

    /// <summary>The process's exit code.</summary>
    public static async Task<int> Run(string[] args)
    {
        if (args is not ["create", .. var told] || told.Length % 2 != 0
            || told.Where((_, at) => at % 2 == 0).Any(option => !Options.ContainsKey(option)))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults(); // secrets come as files here too
        try
        {
            return await Create(new ConfigurationBuilder().AddCommandLine(told, Options).Build(),
                builder.Configuration.GetConnectionString("realtime"));
        }
        catch (Exception e) when (e is InvalidOptionsException or NpgsqlException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    static async Task<int> Create(IConfiguration told, string? database)
    {
        var now = TimeProvider.System.GetUtcNow();
        var days = told.GetValue<int?>("days");
        var request = new KeyRequest(told["name"], told["scopes"]?.Split(','), told["role"], told.GetValue("test", false),
            ExpiresAt: days is null ? null : now.AddDays(days.Value));
        var key = request.Check(told["tenant"] ?? Tenant.Default.Name, now);
        if (told.GetValue("file", false))
            await Console.Out.WriteLineAsync(KeyFile.Write(key.Key, key.Tenant, key.Name, key.Scopes, key.ExpiresAt));
        else await Keep(key.Row($"keys create on {Environment.MachineName}", now), database);
        await Console.Out.WriteLineAsync(key.Key);
        return 0;
    }

    static async Task Keep(KeyRow row, string? database)
    {
        if (string.IsNullOrWhiteSpace(database))
            throw new InvalidOperationException(
                "ConnectionStrings:realtime is not set: name the PostgreSQL database that holds the event log.");
        await using var source = NpgsqlDataSource.Create(database);
        await using (var table = source.CreateCommand(KeyRows.Table)) await table.ExecuteNonQueryAsync(); // no service may have started yet
        await new KeyRows(source).Add(row, CancellationToken.None);
    }
}
