using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace AppHost.Tests;

/// <summary>The app model as a process, with its own ports and data folder, on this machine's programs.</summary>
internal sealed class RunningModel : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private RunningModel(DataFolder folder, params (string Name, string Value)[] settings)
    {
        Port = FreePort();
        // A test run in the background ignores Ctrl-C, and so would the processes that it starts.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet", Program] : ["dotnet", Program];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        start.Environment["ASPNETCORE_URLS"] = Address(FreePort());
        start.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = Address(FreePort());
        start.Environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = Address(FreePort());
        start.Environment["Realtime__Servers"] = "programs";
        start.Environment["Realtime__Postgres__DataFolder"] = folder.Postgres;
        start.Environment["Realtime__RabbitMq__DataFolder"] = Path.Combine(folder.Path, "rabbitmq");
        start.Environment["Realtime__Api__Port"] = Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["Realtime__Api__TlsPort"] = "0";
        start.Environment["Realtime__Console__Port"] = FreePort().ToString(CultureInfo.InvariantCulture);
        start.Environment["Parameters__postgres_password"] = "not-a-secret";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => OnLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Api = new HttpClient { BaseAddress = new Uri(Address(Port)), Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Api { get; }

    public int Port { get; }

    public string Output => string.Join('\n', _lines);

    /// <summary>Starts a run that ends by itself; returns its exit code and everything that it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RefusedAsync(DataFolder folder, params (string Name, string Value)[] settings)
    {
        await using var model = new RunningModel(folder, settings);
        await model._process.WaitForExitAsync().WaitAsync(Patience);
        return (model._process.ExitCode, model.Output);
    }

    /// <summary>Starts a run; returns when everything is healthy.</summary>
    public static async Task<RunningModel> HealthyAsync(DataFolder folder, params (string Name, string Value)[] settings)
    {
        var model = new RunningModel(folder, settings);
        await Task.WhenAny(model._up.Task, model._process.WaitForExitAsync()).WaitAsync(Patience);
        Assert.True(model._up.Task.IsCompleted, model.Output);
        return model;
    }

    /// <summary>Sends a signal; returns when the process has ended.</summary>
    public async Task SignalAsync(string signal)
    {
        await Signals.SendAsync(signal, _process.Id.ToString(CultureInfo.InvariantCulture));
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (!_process.HasExited) await SignalAsync("TERM");
        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Program =>
        typeof(RunningModel).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AppHost").Value!;

    private static string Address(int port) => $"http://localhost:{port}";

    private void OnLine(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (line.Contains("Press Ctrl-C to stop", StringComparison.Ordinal))
            _up.TrySetResult();
    }
}
