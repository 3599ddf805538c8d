using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.RegularExpressions;
using Aspire.Hosting.Engine;

namespace StandIns.Tests.AspireHosting.StandInOnly;

/// <summary>The sample app model, run as a process of its own in a folder of its own.</summary>
internal sealed partial class RunningAppHost : IAsyncDisposable
{
    public const string Secret = "top-secret-7431";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private RunningAppHost(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => OnLine(line.Data);
        process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _lines);

    /// <summary>Starts it and waits until it says that everything is healthy.</summary>
    public static async Task<RunningAppHost> HealthyAsync(string folder, params (string Name, string? Value)[] settings)
    {
        var host = Start(folder, settings);
        await Task.WhenAny(host._up.Task, host._process.WaitForExitAsync()).WaitAsync(Patience);
        Assert.True(host._up.Task.IsCompleted, host.Output);
        return host;
    }

    public static RunningAppHost Start(string folder, params (string Name, string? Value)[] settings) => Start(folder, [], settings);

    public static RunningAppHost Start(string folder, string[] arguments, params (string Name, string? Value)[] settings)
    {
        var program = typeof(RunningAppHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AppHost").Value!;
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LocalEngine__Folder"] = folder;
        start.Environment["Parameters__secret"] = Secret;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Waits until it ends by itself and gives its exit code.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void RequestStop() => Signals.RequestStop(_process.Id);

    public async Task<int> TerminateAsync()
    {
        RequestStop();
        return await ExitCodeAsync();
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await ExitCodeAsync();
    }

    /// <summary>Gets from a resource at the address that the table gives for it.</summary>
    public Task<T> GetAsync<T>(string resource, string path) => Http.GetFromJsonAsync<T>($"{AddressOf(resource)}{path}")!;

    public async Task PostAsync(string resource, string path)
    {
        try
        {
            await Http.PostAsync(new Uri($"{AddressOf(resource)}{path}"), content: null);
        }
        catch (HttpRequestException)
        {
            // Whoever is told to die gives no answer.
        }
    }

    public async Task SaysAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!Output.Contains(text, StringComparison.Ordinal))
            await timer.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Every process that its services said they are.</summary>
    public IReadOnlyList<int> Processes => [.. ProcessLine().Matches(Output).Select(said => int.Parse(said.Groups[1].Value, null))];

    public static bool IsAlive(int processId) => ProcessIdentity.Of(processId) is not null;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await TerminateAsync();
        _process.Dispose();
    }

    private string AddressOf(string resource) => Regex.Match(Output, $@"^\[apphost\] +{resource} +Healthy +(http:\S+)$", RegexOptions.Multiline).Groups[1].Value;

    private void OnLine(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (line.Contains("Press Ctrl-C to stop", StringComparison.Ordinal))
            _up.TrySetResult();
    }

    [GeneratedRegex("(?:started as|spawned) ([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex ProcessLine();
}
