using MassTransit;

namespace Realtime.SqlTransport.Tests;

/// <summary>A host that takes one message, prints that it has it, and never finishes it.</summary>
static class HangingConsumer
{
    public const string Queue = "hanging";
    public const string Listening = "listening";
    public const string Begun = "begun";

    public static async Task<BusHost> Start(string database)
    {
        var host = await BusHost.Start(database, bus => bus.ReceiveEndpoint(Queue, endpoint =>
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
        return host;
    }
}
