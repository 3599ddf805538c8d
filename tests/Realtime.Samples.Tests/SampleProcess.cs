using System.Diagnostics;
using System.Reflection;
using Realtime.Testing.Client;

namespace Realtime.Samples.Tests;

/// <summary>A sample as its user runs it.</summary>
sealed class SampleProcess : IDisposable
{
    readonly Process process;
    readonly Arrivals<string> lines = new(seen => string.Join('\n', seen));

    SampleProcess(Process process) => this.process = process;

    public IReadOnlyList<string> Seen => lines.Seen;

    public static SampleProcess Start(string sample, params string[] args)
    {
        var path = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(of => of.Key == sample).Value!;
        var started = new SampleProcess(Process.Start(new ProcessStartInfo("dotnet", [path, .. args])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!);
        _ = started.Read(started.process.StandardOutput);
        _ = started.Read(started.process.StandardError);
        return started;
    }

    async Task Read(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line) lines.Add(line);
    }

    public Task<string> Until(string words) => lines.Until(line => line.Contains(words, StringComparison.Ordinal), words);

    public Task Type(string line) => process.StandardInput.WriteLineAsync(line);

    public async Task<int> ExitCode()
    {
        using var patience = Patience.Source();
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
