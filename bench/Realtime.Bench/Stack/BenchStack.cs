namespace Realtime.Bench.Stack;

/// <summary>Simulator, worker and API as processes, with their default settings.</summary>
sealed class BenchStack : IAsyncDisposable
{
    readonly BenchDatabase database;
    readonly List<ServiceProcess> processes = [];

    BenchStack(BenchDatabase database) => this.database = database;

    public ServiceProcess Simulator { get; private set; } = null!;
    public ServiceProcess Worker { get; private set; } = null!;
    public ServiceProcess Api { get; private set; } = null!;
    public BenchClient Client { get; private set; } = null!;

    public static async Task<BenchStack> Start(
        BenchRun run, BenchDatabase database, bool worker = true, Dictionary<string, string>? settings = null,
        Dictionary<string, string>? workerSettings = null)
    {
        run.Say("starting simulator, worker and API");
        var stack = new BenchStack(database);
        try
        {
            if (worker)
            {
                await stack.StartSimulator();
                await stack.StartWorker(workerSettings ?? settings);
            }

            stack.Api = await stack.Run("Realtime.Api", settings ?? []);
            stack.Client = new BenchClient(stack.Api.Address);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    public async Task<ServiceProcess> StartSimulator() => Simulator = await Run("Realtime.Simulator", []);

    /// <summary>Starts one more worker, on this simulator.</summary>
    public async Task<ServiceProcess> StartWorker(Dictionary<string, string>? settings = null) =>
        Worker = await Run("Realtime.Worker", new(settings ?? [])
        {
            ["Realtime__Upstream__BaseUrl"] = Simulator.Address.ToString(),
            ["Realtime__Worker__Capacity"] = "10000",
        });

    /// <summary>Starts one more API, on the same database.</summary>
    public Task<ServiceProcess> StartApi(Dictionary<string, string> settings) => Run("Realtime.Api", settings);

    async Task<ServiceProcess> Run(string service, Dictionary<string, string> own)
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings__realtime"] = database.ConnectionString };
        foreach (var (name, value) in own) settings[name] = value;
        var process = await ServiceProcess.Start(service, settings);
        processes.Add(process);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));
    }
}
