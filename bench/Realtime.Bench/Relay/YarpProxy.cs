using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Realtime.Bench.Relay;

/// <summary>YARP as a plain reverse proxy for WebSockets, in a process of its own, in front of one address.</summary>
sealed class YarpProxy : IAsyncDisposable
{
    /// <summary>The argument with which the benchmark's program is this proxy.</summary>
    public const string Name = "yarp";
    const string Listening = "listening on ";

    readonly Process process;

    YarpProxy(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => process.Id;

    public static async Task<YarpProxy> Start(Uri target)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(YarpProxy).Assembly.Location, Name, target.ToString()])
        {
            RedirectStandardOutput = true,
        })!;
        OrphanWatch.Watch(process);
        using var patience = Patience.Source();
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        return line?.StartsWith(Listening, StringComparison.Ordinal) is true
            ? new YarpProxy(process, new Uri(line[Listening.Length..]))
            : throw new InvalidOperationException($"YARP does not listen: {line}");
    }

    /// <summary>Runs the proxy until the process is ended.</summary>
    public static async Task Serve(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "one", Match = new RouteMatch { Path = "{**all}" } }],
            [new ClusterConfig
            {
                ClusterId = "one",
                Destinations = new Dictionary<string, DestinationConfig> { ["target"] = new() { Address = target.ToString() } },
            }]);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapReverseProxy();
        await app.StartAsync();
        Console.WriteLine(Listening + app.Urls.First());
        await Task.Delay(Timeout.Infinite);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
