using System.Diagnostics;

namespace Realtime.Testing.Services;

/// <summary>A second process of the test program, with arguments for its Program.cs. A test can kill it.</summary>
public sealed class SecondProcess : IDisposable
{
    readonly Process process;

    SecondProcess(Process process) => this.process = process;

    /// <param name="program">Any type of the program's assembly.</param>
    public static SecondProcess Start(Type program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardInput = true,
            RedirectStandardOutput = true };
        start.ArgumentList.Add(program.Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new SecondProcess(Process.Start(start)!);
    }

    /// <summary>Waits for a line that begins with this word; returns the rest of the line.</summary>
    public async Task<string> Said(string word)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Time) is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
                return line[word.Length..].Trim();
        }
        throw new InvalidOperationException($"The second process exited without printing {word}.");
    }

    /// <summary>Closes its input; returns when it has exited.</summary>
    public async Task Finish()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience.Time);
    }

    /// <summary>Sends SIGTERM; returns when it has exited.</summary>
    public async Task Terminate()
    {
        await process.Send("TERM");
        await process.WaitForExitAsync().WaitAsync(Patience.Time);
    }

    /// <summary>Kills it as kill -9 does: it cannot clean up.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
