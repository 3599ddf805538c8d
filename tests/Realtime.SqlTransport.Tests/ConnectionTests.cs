using MassTransit;
using Npgsql;

namespace Realtime.SqlTransport.Tests;

public sealed class ConnectionTests(TransportServer server) : IClassFixture<TransportServer>
{
    readonly string database = server.NewDatabase();
    readonly Inbox inbox = new();

    [Fact]
    public async Task Hosts_that_start_on_an_empty_server_at_once_all_work()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BusHost.StartStubbornly(database, Orders)));
        foreach (var host in hosts)
            await host.Bus.Publish(new Order(1));
        Assert.Equal(4, (await inbox.Next(4)).Count);
        foreach (var host in hosts)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task A_host_on_a_prepared_database_starts_and_works()
    {
        await using (await BusHost.Start(database, Orders)) { }
        await using var host = await BusHost.Start(database, Orders);
        await host.Bus.Publish(new Order(1));
        Assert.Equal(new Order(1), await inbox.Next());
    }

    [Fact]
    public async Task Receivers_and_senders_survive_the_loss_of_every_connection()
    {
        await using var host = await BusHost.Start(database, Orders);
        foreach (var round in Enumerable.Range(0, 3))
        {
            await server.CutConnections(database);
            await PublishUntilAccepted(host.Bus, new Order(round));
            while (!new Order(round).Equals(await inbox.Next())) { }
        }
    }

    [Fact]
    public async Task A_connection_string_is_enough_once_the_tables_exist()
    {
        await using var migrated = await BusHost.Start(database);
        await using var host = await BusHost.StartWith(database, bus => bus.UsingPostgres(database, (_, postgres) => Orders(postgres)));
        await host.Bus.Publish(new Order(1));
        Assert.Equal(new Order(1), await inbox.Next());
    }

    [Fact]
    public async Task A_data_source_is_used_and_left_open()
    {
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var migrated = await BusHost.Start(database);
        await using (var host = await BusHost.StartWith(database, bus => bus.UsingPostgres(dataSource, (_, postgres) => Orders(postgres))))
        {
            await host.Bus.Publish(new Order(1));
            Assert.Equal(new Order(1), await inbox.Next());
        }
        await using var command = dataSource.CreateCommand("select 1");
        Assert.Equal(1, await command.ExecuteScalarAsync());
    }

    void Orders(ISqlBusFactoryConfigurator bus) =>
        bus.ReceiveEndpoint("orders", endpoint => endpoint.Handler<Order>(order => inbox.Put(order.Message)));

    // A publisher whose connection is lost may get an exception. It must then publish again.
    static async Task PublishUntilAccepted(IBus bus, Order order)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await bus.Publish(order);
                return;
            }
            catch (Exception failure) when (attempt < 10 && failure is NpgsqlException or MassTransitException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300));
            }
        }
    }
}
