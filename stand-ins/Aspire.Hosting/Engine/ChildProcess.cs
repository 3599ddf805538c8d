using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Engine;

/// <summary>A program of a resource: recorded, its lines printed, stopped with everything it has started.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int LinesKept = 20;
    private readonly Process _process;
    private readonly ProcessIdentity? _identity;
    private readonly EngineContext _context;
    private readonly Queue<string> _lastLines = new();
    private readonly Task _output;

    private ChildProcess(Process process, EngineContext context, string resource, string label)
    {
        _process = process;
        _context = context;
        _identity = ProcessIdentity.Of(process.Id);
        if (_identity is not null)
            _context.State.Add(resource, _identity);
        Label = label;

        void Print(string line)
        {
            lock (_lastLines)
            {
                if (_lastLines.Count == LinesKept)
                    _lastLines.Dequeue();
                _lastLines.Enqueue(line);
            }

            context.Output.Line(label, line);
        }

        _output = Task.WhenAll(LineReader.ReadAsync(process.StandardOutput, Print), LineReader.ReadAsync(process.StandardError, Print));
        Exited = ExitAsync();
    }

    public string Label { get; }

    public int Id => _process.Id;

    /// <summary>The exit code, once it has ended and its last lines are read.</summary>
    public Task<int> Exited { get; }

    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_lastLines)
                return [.. _lastLines];
        }
    }

    public static ChildProcess Start(ProcessStartInfo start, EngineContext context, string resource, string label)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        start.UseShellExecute = false;
        var program = start.FileName;
        try
        {
            var process = Process.Start(ProcessGroup.Wrap(start))!;
            process.StandardInput.Close();
            return new(process, context, resource, label);
        }
        catch (Win32Exception failure)
        {
            throw new ResourceFailedException(label, $"could not be started: {program}: {failure.Message}");
        }
    }

    /// <summary>Waits until it is healthy, or says with its last lines that it has ended before.</summary>
    public async Task HealthyAsync(Func<CancellationToken, Task> waitUntilHealthy, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var healthy = waitUntilHealthy(ended.Token);
        if (await Task.WhenAny(healthy, Exited) == healthy)
        {
            await healthy;
            return;
        }

        await ended.CancelAsync();
        throw new ResourceFailedException(Label, $"ended with exit code {await Exited} before it was healthy.", LastLines);
    }

    public async Task StopAsync()
    {
        if (!Exited.IsCompleted)
        {
            Signals.RequestStop(Id);
            await Task.WhenAny(Exited, Task.Delay(_context.Options.StopWithin, _context.Hurry));
        }

        if (!Exited.IsCompleted)
        {
            Signals.EndTree(Id);
            await Task.WhenAny(Exited, Task.Delay(_context.Options.StopWithin));
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        // What it started holds its output open, and may outlive it.
        await Task.WhenAny(_output, Task.Delay(TimeSpan.FromMilliseconds(500)));
        Signals.EndGroup(Id);
        if (_identity is not null)
            _context.State.Remove(_identity);
        return _process.ExitCode;
    }
}
