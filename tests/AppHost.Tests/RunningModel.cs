using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace AppHost.Tests;

/// <summary>The app model, started in a folder of its own as <c>dotnet run</c> starts it.</summary>
internal sealed class RunningModel : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"model-{Guid.NewGuid():N}")).FullName;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _port = FreePort();
    private readonly Process _process;

    private RunningModel(params (string Name, string Value)[] settings)
    {
        var program = typeof(RunningModel).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AppHost").Value!;
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LocalEngine__Folder"] = _folder;
        start.Environment["Realtime__Api__Port"] = _port.ToString(CultureInfo.InvariantCulture);
        start.Environment["Realtime__Api__TlsPort"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => OnLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Api = new HttpClient { BaseAddress = new Uri($"http://localhost:{_port}"), Timeout = TimeSpan.FromSeconds(20) };
    }

    public HttpClient Api { get; }

    public string Output => string.Join('\n', _lines);

    /// <summary>Returns when all of it is healthy.</summary>
    public static async Task<RunningModel> HealthyAsync(params (string Name, string Value)[] settings)
    {
        var model = new RunningModel(settings);
        await Task.WhenAny(model._up.Task, model._process.WaitForExitAsync()).WaitAsync(Patience);
        Assert.True(model._up.Task.IsCompleted, model.Output);
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (!_process.HasExited)
        {
            using var stop = Process.Start("/bin/kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await stop.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void OnLine(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (line.Contains("Press Ctrl-C to stop", StringComparison.Ordinal))
            _up.TrySetResult();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
