using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Realtime.EventLog;
using Realtime.LogChecking;
using Realtime.Sessions;

namespace Realtime.Testing.Log;

/// <summary>A host with the event log on a database, set up as the API and the worker set it up.</summary>
public sealed class Node : IAsyncDisposable
{
    /// <summary>The collection of tests with nodes. They run one after the other, so that none slows another.</summary>
    public const string Tests = "nodes";

    readonly IHost host;

    Node(IHost host) => this.host = host;

    public Conversations Conversations => host.Services.GetRequiredService<Conversations>();
    public Tail Tail => host.Services.GetRequiredService<Tail>();
    public Nudges Nudges => host.Services.GetRequiredService<Nudges>();
    public EventWriter Writer => host.Services.GetRequiredService<EventWriter>();
    public EventReader Reader => host.Services.GetRequiredService<EventReader>();
    public SharedSecret Secret => host.Services.GetRequiredService<SharedSecret>();
    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();
    public NpgsqlDataSource Database => host.Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Creates a service of the log that has no property here.</summary>
    public T Create<T>(params object[] arguments) => ActivatorUtilities.CreateInstance<T>(host.Services, arguments);

    /// <param name="settings">Settings of the event log, by their names in its section.</param>
    public static Task<Node> Start(string connectionString, params (string Name, string Value)[] settings) =>
        Start(connectionString, runsDaemon: false, settings);

    /// <param name="runsDaemon">Whether it also runs the projection daemon and seals, as a worker does.</param>
    public static async Task<Node> Start(string connectionString, bool runsDaemon, params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:realtime"] = connectionString;
        foreach (var (name, value) in settings) builder.Configuration[$"{EventLogOptions.Section}:{name}"] = value;
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(new Author("test"));
        builder.AddEventLog(runsDaemon);
        var host = builder.Build();
        await host.StartAsync();
        return new Node(host);
    }

    public Task<Committed> Transact(string conversation, SessionCommand command) =>
        Conversations.Transact(conversation, command, CancellationToken.None);

    public async Task Execute(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> Scalar<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T?)await command.ExecuteScalarAsync();
    }

    /// <summary>Fails when the log breaks a rule.</summary>
    public async Task<Report> AssertSound()
    {
        var report = await LogChecker.Check(Database, CancellationToken.None);
        Assert.Empty(report.Findings);
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
