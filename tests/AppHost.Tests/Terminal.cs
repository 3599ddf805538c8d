using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace AppHost.Tests;

/// <summary>A command that runs until it is disposed, in the folder of the solution, as in a terminal of its own.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    /// <summary>The folder of the solution.</summary>
    public static readonly string Root =
        typeof(Terminal).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Root").Value!;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _shell;

    public Terminal(string command, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        _shell = Process.Start(start)!;
        _shell.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _shell.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _shell.BeginOutputReadLine();
        _shell.BeginErrorReadLine();
    }

    public bool HasEnded => _shell.HasExited;

    public string Output => string.Join('\n', _lines);

    public async ValueTask DisposeAsync()
    {
        _shell.Kill(entireProcessTree: true); // `dotnet run`, and the service that it started
        await _shell.WaitForExitAsync().WaitAsync(TestedModel.Patience);
        _shell.Dispose();
    }
}
