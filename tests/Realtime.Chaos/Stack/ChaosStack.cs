using Realtime.Testing.Servers;

namespace Realtime.Chaos.Stack;

/// <summary>
/// Two APIs, three workers, the simulator and PostgreSQL as real processes. The run never kills the first API and the first worker.
/// </summary>
sealed class ChaosStack : IAsyncDisposable
{
    const int ApiCount = 2, WorkerCount = 3;
    const string VirtualHost = "chaos";
    readonly ChaosOptions options;
    ServiceProcess? simulator;

    ChaosStack(ChaosOptions options, RunClock clock, PostgresServer database)
    {
        Database = database;
        this.options = options;
        Clocks = [.. Enumerable.Range(0, WorkerCount).Select(_ => new WallClock())];
        Apis = [.. Enumerable.Range(0, ApiCount).Select(i => new Slot($"api-{i}", survives: i == 0, StartApi, clock, options))];
        Workers = [.. Enumerable.Range(0, WorkerCount)
            .Select(i => new Slot($"worker-{i}", survives: i == 0, () => StartWorker(Clocks[i]), clock, options))];
    }

    /// <summary>It flushes every commit to disk, because the run kills it at any moment.</summary>
    public PostgresServer Database { get; }

    /// <summary>Null when PostgreSQL carries the bus.</summary>
    public RabbitMqBroker? Broker { get; private set; }

    /// <summary>The value of ConnectionStrings:messaging; empty means PostgreSQL.</summary>
    public string Messaging => Broker?.ConnectionString(VirtualHost) ?? "";

    public ServiceProcess Simulator => simulator ?? throw new InvalidOperationException("The stack is not started.");
    public IReadOnlyList<Slot> Apis { get; }
    public IReadOnlyList<Slot> Workers { get; }
    public IReadOnlyList<WallClock> Clocks { get; }

    public static async Task<ChaosStack> Start(ChaosOptions options, RunClock clock)
    {
        var stack = new ChaosStack(options, clock, await PostgresServer.CreateDurable());
        try
        {
            if (options.Broker) stack.Broker = await RabbitMqBroker.Create(VirtualHost);
            stack.simulator = await ServiceProcess.Start("Realtime.Simulator", new Dictionary<string, string>());
            // One after the other: the first process creates the tables.
            foreach (var slot in stack.Workers.Concat(stack.Apis)) await slot.Start();
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of an API that was not killed or stopped; null when there is none.</summary>
    public Uri? AnyApi(Random random) =>
        Apis.Select(slot => slot.Running?.Address).OfType<Uri>().ToArray() is { Length: > 0 } running
            ? running[random.Next(running.Length)]
            : null;

    Task<ServiceProcess> StartApi() => ServiceProcess.Start("Realtime.Api", new Dictionary<string, string>
    {
        ["ConnectionStrings__realtime"] = Database.ConnectionString,
        ["ConnectionStrings__messaging"] = Messaging,
        ["Realtime__HeartbeatSeconds"] = "1",
        ["Realtime__LivePingSeconds"] = "2",
        ["Realtime__LivePongSeconds"] = "4",
    });

    Task<ServiceProcess> StartWorker(WallClock clock) => ServiceProcess.Start("Realtime.Worker", WorkerSettings(clock));

    Dictionary<string, string> WorkerSettings(WallClock clock) => new(clock.Environment)
    {
        ["ConnectionStrings__realtime"] = Database.ConnectionString,
        ["ConnectionStrings__messaging"] = Messaging,
        ["Realtime__Upstream__BaseUrl"] = Simulator.Address.ToString(),
        ["Realtime__Worker__LeaseSeconds"] = $"{options.LeaseSeconds}",
        ["Realtime__Worker__BufferBytes"] = $"{64 * 1024 * 1024}",
        ["Realtime__Bounds__ConnectMilliseconds"] = "5000",
        ["Realtime__Bounds__WriteMilliseconds"] = "3000",
        ["Realtime__Bounds__PingMilliseconds"] = "2000",
        ["Realtime__Bounds__PongMilliseconds"] = "3000",
        ["Realtime__Bounds__ClientGoneMilliseconds"] = "5000",
    };

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Apis.Concat(Workers).Select(async slot =>
        {
            if (slot.Running is not { } running) return;
            await running.Process.Stop();
            await slot.Bury(running);
        }));
        if (simulator is not null) await simulator.DisposeAsync();
        if (Broker is not null) await Broker.DisposeAsync();
        await Database.DisposeAsync();
        foreach (var clock in Clocks) clock.Dispose();
    }
}
