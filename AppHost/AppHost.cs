using AppHost;
using AppHost.Brokers;
using AppHost.Commands;
using AppHost.Databases;
using AppHost.Lifetime;
using AppHost.Services;

try
{
    var builder =
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DashboardApplicationName = "Realtime" });
    var database = builder.AddDatabase();
    var broker = builder.AddBroker();
    builder.TellWhatStarts(broker);
    var simulator = builder.AddSimulator();
    var worker = builder.AddWorker(database, broker).WithUpstream(simulator);
    var api = builder.AddApi(database, broker, worker);
    builder.AddConsole(api);
    builder.AddCommands(api, worker, simulator);
    builder.AddLifetime();

    await builder.Build().RunAsync();
    return 0;
}
catch (OperationCanceledException)
{
    return 0; // The run was stopped while resources still waited for others.
}
catch (CannotRunException why)
{
    await Console.Error.WriteLineAsync(why.Message);
    return 1;
}
