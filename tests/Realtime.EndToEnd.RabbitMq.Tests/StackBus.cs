using LocalServers.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Realtime.EndToEnd.Tests.Stack;

/// <summary>The bus of one stack: a virtual host of one RabbitMQ server, or a server of its own that a test may stop and start.</summary>
sealed class StackBus : IAsyncDisposable
{
    const int MostStacks = 48;
    static readonly Lazy<Task<RabbitMqServer>> Shared = new(StartShared);
    static int stacks;
    readonly RabbitMqServer? own;

    StackBus(string connectionString, RabbitMqServer? own) => (ConnectionString, this.own) = (connectionString, own);

    /// <summary>What ConnectionStrings:messaging is set to.</summary>
    public string? ConnectionString { get; }

    RabbitMqServer Own => own ?? throw new InvalidOperationException($"Only a stack with {nameof(StackSettings.OwnBus)} may lose its bus.");

    public static async Task<StackBus> New(string database, StackSettings settings)
    {
        if (!settings.OwnBus) return new StackBus((await Shared.Value).ConnectionString(NameOf(Interlocked.Increment(ref stacks))), own: null);
        var server = await RabbitMqServer.CreateAsync(NameOf(1));
        return new StackBus(server.ConnectionString(NameOf(1)), server);
    }

    public Task TakeAway() => Own.StopAsync();

    public Task Kill() => Own.KillAsync();

    public Task GiveBack() => Own.StartAsync();

    /// <summary>Messages in a queue, and those put aside under its name.</summary>
    public async Task<long> Kept(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(ConnectionString!) }.CreateConnectionAsync();
        return await Count(connection, queue) + await Count(connection, $"{queue}_error") + await Count(connection, $"{queue}_skipped");
    }

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

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    static async Task<RabbitMqServer> StartShared()
    {
        var server = await RabbitMqServer.CreateAsync([.. Enumerable.Range(1, MostStacks).Select(NameOf)]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        return server;
    }

    static string NameOf(int stack) => $"stack-{stack}";
}
