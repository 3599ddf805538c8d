using MassTransit;
using Npgsql;
using Realtime.Testing.Servers;

namespace Realtime.SqlTransport.Tests;

public sealed class OutageTests
{
    readonly Inbox inbox = new();

    [Fact]
    public async Task Buses_survive_an_outage_and_lose_no_accepted_message()
    {
        await using var postgres = await PostgresServer.Create();
        await using var consumer = await BusHost.Start(postgres.ConnectionString, bus => bus.ReceiveEndpoint(
            "orders", endpoint => endpoint.Handler<Order>(order => inbox.Put(order.Message))));
        await using var publisher = await BusHost.Start(postgres.ConnectionString);
        await publisher.Bus.Publish(new Order(1));
        Assert.Equal(new Order(1), await inbox.Next());
        await publisher.Bus.Publish(new Order(2), message => message.Delay = TimeSpan.FromSeconds(1));

        await postgres.Stop();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => publisher.Bus.Publish(new Order(3)));
        await postgres.Start();

        await publisher.Bus.Publish(new Order(4));
        var received = await inbox.Next(2);
        Assert.Equal([2, 4], received.Cast<Order>().Select(order => order.Number).Order());
    }
}
