using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Contract;
using Realtime.LogChecking;
using Realtime.Testing.Servers;
using Realtime.Testing.Services;

namespace Realtime.Testing.Stack;

/// <summary>APIs, workers, simulator and PostgreSQL as real processes.</summary>
public sealed class RealtimeStack : IAsyncDisposable
{
    readonly StackSettings settings;
    readonly List<ServiceProcess> processes = [];

    RealtimeStack(StackSettings settings, string database, StackBus bus) => (this.settings, Database, Bus) = (settings, database, bus);

    public string Database { get; }
    public StackBus Bus { get; }
    public ServiceProcess Simulator { get; private set; } = null!;
    public List<ServiceProcess> Workers { get; } = [];
    public ServiceProcess Api { get; private set; } = null!;
    public ApiClient Client { get; private set; } = null!;
    public SimulatorClient Upstream { get; private set; } = null!;

    public static async Task<RealtimeStack> Start(StackSettings settings)
    {
        var database = settings.Database ?? await SharedServers.NewDatabase();
        var stack = new RealtimeStack(settings, database, await StackBus.Kind(database, settings));
        try
        {
            stack.Simulator = await stack.Run("Realtime.Simulator", []);
            stack.Upstream = new SimulatorClient(stack.Simulator.Address);
            var api = stack.StartApi();
            await Task.WhenAll(Enumerable.Range(0, stack.settings.Workers).Select(_ => stack.StartWorker()));
            stack.Api = await api;
            await ApiContract.Load(stack.Api.Address);
            await StreamContract.Load(stack.Api.Address);
            stack.Client = new ApiClient(stack.Api.Address, settings.Key);
            return stack;
        }
        catch
        {
            await stack.StopAll();
            throw;
        }
    }

    public async Task<ServiceProcess> StartWorker(IReadOnlyDictionary<string, string>? more = null)
    {
        var query = settings.UpstreamQuery.Length > 0 ? "?" + settings.UpstreamQuery : "";
        var own = new Dictionary<string, string>(settings.Worker) { ["Realtime__Upstream__BaseUrl"] = Simulator.Address + query,
            ["Realtime__Upstream__TestBaseUrl"] = Simulator.Address.ToString() };
        foreach (var (name, value) in more ?? new Dictionary<string, string>()) own[name] = value;
        var worker = await Run("Realtime.Worker", own);
        lock (Workers) Workers.Add(worker);
        return worker;
    }

    public Task<ServiceProcess> StartApi(string? url = null, IReadOnlyDictionary<string, string>? more = null)
    {
        var own = new Dictionary<string, string>(settings.Api);
        foreach (var (name, value) in more ?? new Dictionary<string, string>()) own[name] = value;
        if (url is not null) own["ASPNETCORE_URLS"] = url;
        return Run("Realtime.Api", own);
    }

    async Task<ServiceProcess> Run(string service, Dictionary<string, string> own)
    {
        own.TryAdd("ConnectionStrings__realtime", Database);
        if (Bus.ConnectionString is { } bus) own["ConnectionStrings__messaging"] = bus;
        var running = await ServiceProcess.Start(service, own);
        lock (processes) processes.Add(running);
        return running;
    }

    /// <summary>The output of all services since this time.</summary>
    public string LogsSince(DateTimeOffset time)
    {
        lock (processes) return string.Join('\n', processes.Select(p => p.LogSince(time)));
    }

    /// <summary>Fails when the log in the database breaks a rule of the lifecycle.</summary>
    public async Task CheckLog()
    {
        await using var database = NpgsqlDataSource.Create(Database + ";Pooling=false");
        var report = await LogChecker.Check(database, CancellationToken.None);
        Assert.Empty(report.Findings);
    }

    async Task StopAll()
    {
        foreach (var process in processes) await process.Resume();
        await Task.WhenAll(processes.Select(p => p.DisposeAsync().AsTask()));
        await Bus.DisposeAsync();
    }

    /// <summary>Stops everything in order.</summary>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Upstream?.Dispose();
        await StopAll();
    }
}
