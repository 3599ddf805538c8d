using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Realtime.Testing.Servers;

namespace Realtime.Testing.Stack;

/// <summary>A bus on RabbitMQ: a virtual host of the project's server, or a server of its own that a test may stop and start.</summary>
public sealed class BrokerBus : StackBus
{
    const int MostStacks = 48;
    static readonly Lazy<Task<RabbitMqBroker>> Shared =
        SharedServers.Shared(() => RabbitMqBroker.Create([.. Enumerable.Range(1, MostStacks).Select(NameOf)]));
    static int stacks;
    readonly RabbitMqBroker? own;

    BrokerBus(string connectionString, RabbitMqBroker? own) => (ConnectionString, this.own) = (connectionString, own);

    public override string ConnectionString { get; }

    RabbitMqBroker Own =>
        own ?? throw new InvalidOperationException($"A test may take the bus away only from a stack with {nameof(StackSettings.OwnBus)}.");

    public static async Task<StackBus> New(string database, StackSettings settings)
    {
        if (!settings.OwnBus)
            return new BrokerBus((await Shared.Value).ConnectionString(NameOf(Interlocked.Increment(ref stacks))), own: null);
        var broker = await RabbitMqBroker.Create(NameOf(1));
        return new BrokerBus(broker.ConnectionString(NameOf(1)), broker);
    }

    public override Task TakeAway() => Own.Stop();

    public Task Kill() => Own.Kill();

    public override Task GiveBack() => Own.Start();

    public override async Task<long> Kept(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(ConnectionString) }.CreateConnectionAsync();
        return await Count(connection, queue) + await Count(connection, $"{queue}_error") + await Count(connection, $"{queue}_skipped");
    }

    public override ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    static async Task<long> Count(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.MessageCountAsync(queue);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
    }

    static string NameOf(int stack) => $"stack-{stack}";
}
