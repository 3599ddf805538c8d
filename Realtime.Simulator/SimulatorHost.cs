using Microsoft.Extensions.DependencyInjection.Extensions;
using Realtime.Simulator.Connections;
using Realtime.Simulator.Faults;

namespace Realtime.Simulator;

/// <summary>The simulator as a web application. Its own program runs it, or a test does, on a loopback port.</summary>
public static class SimulatorHost
{
    // Small, so that a client's writes block soon after the simulator stops reading.
    private const int ReadAheadBytes = 64 * 1024;

    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.WebHost.UseSockets(sockets => sockets.MaxReadBufferSize = ReadAheadBytes);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddOptionsWithValidateOnStart<SimulatorOptions>()
            .BindConfiguration(SimulatorOptions.Section)
            .ValidateDataAnnotations();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ConnectionList>();

        var app = builder.Build();
        app.UseWire();
        app.UseWebSockets();
        app.MapDefaultEndpoints();
        app.MapRealtime();
        app.MapModels();
        app.MapSessions();
        app.MapFaults();
        return app;
    }
}
