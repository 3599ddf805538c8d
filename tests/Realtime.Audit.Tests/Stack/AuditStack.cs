extern alias Worker;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Realtime.EventLog;
using Realtime.EventLog.Audit;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;
using WorkerProgram = Worker::Program;

namespace Realtime.Audit.Tests;

/// <summary>
/// The API, and a worker with its daemon, on one database. The worker claims no session during a test: the tests act as the owner "w1",
/// so that they decide what happens in a session.
/// </summary>
sealed class AuditStack : IAsyncDisposable
{
    readonly StartFailures startFailures = new();
    readonly WebApplicationFactory<Program> api;
    readonly WebApplicationFactory<WorkerProgram> worker;

    AuditStack(string connectionString, (string Name, string Value)[] settings, TimeProvider time)
    {
        ConnectionString = connectionString;
        api = new WebApplicationFactory<Program>().WithWebHostBuilder(host => Configure(host, TimeProvider.System));
        worker = new WebApplicationFactory<WorkerProgram>().WithWebHostBuilder(host => Configure(host, time));

        void Configure(IWebHostBuilder host, TimeProvider clock)
        {
            host.UseSetting("ConnectionStrings:realtime", connectionString);
            host.UseSetting("Realtime:Upstream:BaseUrl", "http://127.0.0.1:1");
            host.UseSetting("Realtime:Worker:Address", "http://127.0.0.1:1");
            host.UseSetting("Realtime:Worker:SweepMilliseconds", "60000");
            host.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (name, value) in settings) host.UseSetting(name, value);
            host.ConfigureTestServices(services => services.AddSingleton(clock).AddSingleton<ILoggerProvider>(startFailures));
        }
    }

    public string ConnectionString { get; }
    public HttpClient Http { get; private set; } = null!;
    public HttpClient WorkerHttp { get; private set; } = null!;
    public Conversations AsApi => api.Services.GetRequiredService<Conversations>();
    public Conversations AsWorker => worker.Services.GetRequiredService<Conversations>();
    public IDocumentStore Store => worker.Services.GetRequiredService<IDocumentStore>();
    public NpgsqlDataSource Database => api.Services.GetRequiredService<NpgsqlDataSource>();

    public T Service<T>() where T : notnull => api.Services.GetRequiredService<T>();

    /// <summary>Starts a stack on its own database.</summary>
    public static async Task<AuditStack> New(params (string Name, string Value)[] settings) =>
        await Start(await SharedServers.NewDatabase(), settings);

    /// <param name="before">SQL that runs on the database before the services start.</param>
    public static async Task<AuditStack> Start(
        string connectionString, (string Name, string Value)[]? settings = null, TimeProvider? time = null, string? before = null)
    {
        if (before is not null)
        {
            await using var database = NpgsqlDataSource.Create(connectionString);
            await using var command = database.CreateCommand(before);
            await command.ExecuteNonQueryAsync();
        }

        var stack = new AuditStack(connectionString, settings ?? [], time ?? TimeProvider.System);
        try
        {
            // One after the other: the first service creates the schema.
            stack.WorkerHttp = await Task.Run(stack.worker.CreateClient);
            stack.Http = await Task.Run(stack.api.CreateClient);
            await stack.Execute($"""
                insert into realtime.worker (id, address, capacity, expires_at)
                values ('{Life.Worker}', 'http://127.0.0.1:1', 1000, now() + interval '1 day')
                on conflict do nothing
                """);
            return stack;
        }
        catch (Exception e)
        {
            await stack.DisposeAsync();
            if (stack.startFailures.WrongSetting is { } wrong && e is not OptionsValidationException) throw wrong;
            throw;
        }
    }

    /// <summary>Waits until the daemon has summarized and sealed all events.</summary>
    public async Task Followed()
    {
        await Store.WaitForNonStaleProjectionDataAsync(Patience.Time);
        using var patience = Patience.Source();
        while ((await Service<SealProgress>().Read(patience.Token)).Behind > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
    }

    public async Task Execute(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await worker.DisposeAsync();
    }
}
