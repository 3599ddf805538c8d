using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Realtime.SqlTransport.Tests;

public sealed class LaterTests(TransportServer server) : IClassFixture<TransportServer>
{
    readonly string database = server.NewDatabase();
    readonly Inbox inbox = new();

    [Fact]
    public async Task A_delayed_message_arrives_after_those_without_a_delay()
    {
        await using var host = await BusHost.StartWith(database, Orders);
        var clock = Stopwatch.StartNew();
        await host.Bus.Publish(new Order(1), message => message.Delay = TimeSpan.FromSeconds(2));
        await host.Bus.Publish(new Order(2));
        Assert.Equal(new Order(2), await inbox.Next());
        Assert.Equal(new Order(1), await inbox.Next());
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task A_scheduled_message_can_be_cancelled()
    {
        await using var host = await BusHost.StartWith(database, Orders);
        await using var scope = host.Services.CreateAsyncScope();
        var scheduler = scope.ServiceProvider.GetRequiredService<IMessageScheduler>();
        var queue = new Uri("queue:orders");
        var cancelled = await scheduler.ScheduleSend(queue, TimeSpan.FromSeconds(2), new Order(1));
        await scheduler.ScheduleSend(queue, TimeSpan.FromSeconds(3), new Order(2));
        await scheduler.CancelScheduledSend(queue, cancelled.TokenId);
        Assert.Equal(new Order(2), await inbox.Next());
        Assert.True(inbox.IsEmpty);
    }

    void Orders(IBusRegistrationConfigurator bus)
    {
        bus.AddSqlMessageScheduler();
        bus.UsingPostgres((_, postgres) =>
        {
            postgres.UseSqlMessageScheduler();
            postgres.ReceiveEndpoint("orders", endpoint => endpoint.Handler<Order>(order => inbox.Put(order.Message)));
        });
    }
}
