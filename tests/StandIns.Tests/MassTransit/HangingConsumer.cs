using System.Diagnostics;
using MassTransit;

namespace StandIns.Tests.MassTransitSql;

/// <summary>Another process, this program itself, that takes one message and never finishes it.</summary>
sealed class HangingConsumer : IDisposable
{
    public const string Queue = "hanging";
    const string Listening = "listening";
    const string Begun = "begun";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Process process;

    HangingConsumer(Process process) => this.process = process;

    public static async Task<HangingConsumer> Start(string database)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(HangingConsumer).Assembly.Location);
        start.ArgumentList.Add(database);
        var consumer = new HangingConsumer(Process.Start(start)!);
        await consumer.Said(Listening);
        return consumer;
    }

    public Task HasBegun() => Said(Begun);

    /// <summary>As kill -9: nothing of it is given a chance to tidy up.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    /// <summary>What the other process runs.</summary>
    public static async Task Run(string database)
    {
        await using var host = await BusHost.Start(database, bus => bus.ReceiveEndpoint(Queue, endpoint =>
        {
            endpoint.LockDuration = TimeSpan.FromSeconds(2);
            endpoint.PrefetchCount = 1;
            endpoint.Handler<Order>(async _ =>
            {
                Console.WriteLine(Begun);
                await Task.Delay(Timeout.Infinite);
            });
        }));
        Console.WriteLine(Listening);
        await Task.Delay(Timeout.Infinite);
    }

    async Task Said(string word)
    {
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        }
        while (line is not null && line != word);
        Assert.Equal(word, line);
    }
}
