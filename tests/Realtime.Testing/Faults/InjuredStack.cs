using Realtime.Testing.Servers;
using Realtime.Testing.Services;
using Realtime.Testing.Stack;

namespace Realtime.Testing.Faults;

/// <summary>
/// Two APIs behind one address, two workers, the simulator and PostgreSQL, each of which can be killed while clients talk. The address leads
/// to one API at a time, so that each loss of an API breaks every connection.
/// </summary>
public sealed class InjuredStack : IAsyncDisposable
{
    readonly RealtimeStack stack;
    readonly PostgresServer database;
    readonly Gate gate = new();
    readonly Seat[] apis, workers;
    int api, worker;

    InjuredStack(PostgresServer database, RealtimeStack stack, ServiceProcess secondApi)
    {
        (this.database, this.stack) = (database, stack);
        apis = [.. new[] { stack.Api, secondApi }.Select(first => new Seat(first, () => stack.StartApi()))];
        workers = [.. stack.Workers.Select(first => new Seat(first, () => stack.StartWorker()))];
        gate.Target = stack.Api.Address.Port;
    }

    /// <summary>The address of the clients.</summary>
    public Uri Address => new($"http://127.0.0.1:{gate.Port}");

    public string LogsSince(DateTimeOffset time) => stack.LogsSince(time);

    /// <param name="key">The clients' key; null for open access.</param>
    public static async Task<InjuredStack> Start(TestKey? key = null)
    {
        var api = new Dictionary<string, string> { ["Realtime__HeartbeatSeconds"] = "1" };
        if (key is not null) api["Realtime__Access__KeysFile"] = TestKey.File(key);
        // It flushes every commit to disk, because it is killed at any moment.
        var database = await PostgresServer.CreateDurable();
        try
        {
            var stack = await RealtimeStack.Start(new StackSettings
            {
                Database = database.ConnectionString,
                Workers = 2,
                UpstreamQuery = "pace=20", // so that answers are under way when something is killed
                Worker = new Dictionary<string, string>
                {
                    ["Realtime__Worker__LeaseSeconds"] = "2",
                    ["Realtime__Worker__HandOverSeconds"] = "20", // a busy machine may take longer than ten
                },
                Api = api,
                Key = key?.Key,
            });
            return new InjuredStack(database, stack, await stack.StartApi());
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the API that serves the clients. Then the address leads to the other.</summary>
    public async Task KillApi()
    {
        var (dying, other) = await Apis();
        await dying.Kill();
        gate.Target = other;
    }

    /// <summary>Leads new connections to the other API, and stops this one, as a balancer does.</summary>
    public async Task StopApi()
    {
        var (dying, other) = await Apis();
        gate.Target = other;
        await dying.Stop();
    }

    public async Task KillWorker() => await (await Worker()).Kill();

    public async Task StopWorker() => await (await Worker()).Stop();

    /// <summary>Kills PostgreSQL and starts it again. A service that is starting could not bear it, so those that are come first.</summary>
    public async Task KillDatabase()
    {
        await Whole();
        await database.Kill();
        await database.Start();
    }

    /// <summary>Waits until every process runs; fails if the log breaks a rule.</summary>
    public async Task Check()
    {
        await Whole();
        await stack.CheckLog();
    }

    async Task Whole()
    {
        foreach (var seat in apis.Concat(workers)) await seat.Running;
    }

    async Task<(Seat Dying, int OtherPort)> Apis()
    {
        var dying = apis[api];
        api = 1 - api;
        return (dying, (await apis[api].Running).Address.Port);
    }

    /// <summary>The worker that lives longest, when the other one is there too.</summary>
    async Task<Seat> Worker()
    {
        worker = 1 - worker;
        await workers[1 - worker].Running;
        return workers[worker];
    }

    public async ValueTask DisposeAsync()
    {
        await gate.DisposeAsync();
        await stack.DisposeAsync();
        await database.DisposeAsync();
    }
}
