using System.Diagnostics;

namespace Realtime.Testing.Services;

/// <summary>The test program, started once more with arguments that its Program.cs understands: a part that a test then kills.</summary>
public sealed class SecondProcess : IDisposable
{
    readonly Process process;

    SecondProcess(Process process) => this.process = process;

    /// <param name="program">Any type of the program.</param>
    public static SecondProcess Start(Type program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(program.Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new SecondProcess(Process.Start(start)!);
    }

    /// <summary>The next line it says that begins with the word, without it.</summary>
    public async Task<string> Said(string word)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Time) is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
                return line[word.Length..].Trim();
        }
        throw new InvalidOperationException($"The second process ended without saying {word}.");
    }

    /// <summary>Ends its input, and returns when it has ended.</summary>
    public async Task Finish()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience.Time);
    }

    /// <summary>SIGTERM; returns when it has ended.</summary>
    public async Task Terminate()
    {
        await process.Send("TERM");
        await process.WaitForExitAsync().WaitAsync(Patience.Time);
    }

    /// <summary>As kill -9: it is given no chance to tidy up.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
