using System.Diagnostics;
using StandIns.Tests.MassTransitSql;
using Testcontainers.PostgreSql;

namespace StandIns.Tests;

/// <summary>This program, started once more, in a part that a test then kills.</summary>
public sealed class SecondProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Process process;

    SecondProcess(Process process) => this.process = process;

    public static SecondProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(SecondProcess).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new SecondProcess(Process.Start(start)!);
    }

    /// <summary>The next line it says that begins with the word, without it.</summary>
    public async Task<string> Said(string word)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
                return line[word.Length..].Trim();
        }
        throw new InvalidOperationException($"The second process ended without saying {word}.");
    }

    /// <summary>As kill -9: it is given no chance to tidy up.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    /// <summary>What it runs.</summary>
    public static async Task<int> Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["consume", var database]:
                await using (await HangingConsumer.Start(database))
                    return await Forever();
            case ["contain"]:
                await using (var postgres = new PostgreSqlBuilder("postgres:17").Build())
                {
                    await postgres.StartAsync();
                    Console.WriteLine($"contained {postgres.GetConnectionString()}");
                    return await Forever();
                }
            default:
                return 2;
        }
    }

    static async Task<int> Forever()
    {
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
