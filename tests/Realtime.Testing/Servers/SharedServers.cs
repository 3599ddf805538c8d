namespace Realtime.Testing.Servers;

/// <summary>Servers for all tests of a project. Each starts at its first use and is disposed after the last test.</summary>
public static class SharedServers
{
    static readonly Lock Gate = new();
    static readonly List<Func<Task>> Closings = [];
    static readonly Lazy<Task<PostgresServer>> Server = Shared(() => PostgresServer.Create());

    public static Task<PostgresServer> Postgres => Server.Value;

    /// <summary>Creates an empty database; returns its connection string.</summary>
    public static async Task<string> NewDatabase() => await (await Postgres).NewDatabase();

    /// <summary>Adds a server: created at its first use, disposed after the last test.</summary>
    public static Lazy<Task<T>> Shared<T>(Func<Task<T>> create) where T : IAsyncDisposable => new(async () =>
    {
        var server = await create();
        lock (Gate) Closings.Add(async () => await server.DisposeAsync());
        return server;
    });

    internal static async Task Close()
    {
        Func<Task>[] closings;
        lock (Gate) closings = [.. Closings];
        await Task.WhenAll(closings.Select(close => close()));
    }
}
