using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Realtime.Testing.Services;

/// <summary>A service as a process of its own, on a free loopback port.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    const string Listening = "Now listening on: ";
    static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(40);

    readonly Process process;
    readonly ConcurrentQueue<(DateTimeOffset At, string Line)> log = new();
    readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    ServiceProcess(string name, Process process) => (Name, this.process) = (name, process);

    public string Name { get; }
    public int Id => process.Id;
    public Uri Address => listening.Task.Result;
    public bool HasExited => process.HasExited;

    /// <summary>The last lines of its output since this time, at most 300, for the message of a failure.</summary>
    public string LogSince(DateTimeOffset time) =>
        $"--- {Name} ---\n{string.Join('\n', log.Where(l => l.At >= time).Select(l => l.Line).TakeLast(300))}";

    /// <summary>The lines of its output that are kept.</summary>
    public IEnumerable<string> Lines => log.Select(l => l.Line);

    /// <summary>Starts a service; returns when it reports that it is healthy.</summary>
    public static async Task<ServiceProcess> Start(string service, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [ServiceAssemblies.PathOf(service)]) 
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(ServiceAssemblies.PathOf(service)), // its appsettings.json is there
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development"; // so that an API needs no key on this machine
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var running = new ServiceProcess(service, Process.Start(start)!);
        OrphanWatch.Watch(running.process);
        running.Read();
        try
        {
            await running.Healthy();
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    void Read()
    {
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    void Take(string? line)
    {
        if (line is null) return;
        log.Enqueue((TimeProvider.System.GetUtcNow(), line));
        if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            listening.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }

    async Task Healthy()
    {
        using var patience = Patience.Source();
        using var http = new HttpClient();
        try
        {
            var up = await Task.WhenAny(listening.Task, process.WaitForExitAsync(patience.Token));
            if (up != listening.Task) throw new InvalidOperationException($"{Name} did not begin to listen.\n{LogSince(default)}");
            await Patience.Until(async () => !process.HasExited
                && (await http.GetAsync(new Uri(Address, "/health"), patience.Token)).StatusCode is HttpStatusCode.OK, $"{Name} healthy");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or TimeoutException)
        {
            throw new InvalidOperationException($"{Name} did not become healthy.\n{LogSince(default)}", e);
        }
    }

    /// <summary>The state that /health reports, of one check or of the whole service.</summary>
    public async Task<string> Health(string? check = null)
    {
        using var http = new HttpClient();
        var health = await (await http.GetAsync(new Uri(Address, "/health"))).Content.ReadFromJsonAsync<JsonElement>();
        return (check is null ? health : health.GetProperty("checks").GetProperty(check)).GetProperty("status").GetString()!;
    }

    /// <summary>Sends SIGTERM; returns when it has exited.</summary>
    public async Task Stop()
    {
        if (!process.HasExited) await process.Send("TERM");
        await process.WaitForExitAsync().WaitAsync(StopPatience);
    }

    /// <summary>Kills it with kill -9.</summary>
    public async Task Kill()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Pauses it with SIGSTOP until <see cref="Resume"/>.</summary>
    public Task Pause() => process.Send("STOP");

    public Task Resume() => process.Send("CONT");

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stop();
        }
        catch (TimeoutException)
        {
            await Kill();
        }

        process.Dispose();
    }
}
