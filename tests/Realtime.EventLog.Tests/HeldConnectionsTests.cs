using Realtime.EventLog.Access;
using Realtime.EventLog.Audit;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>A process with few connections, and more work at once than these that holds a connection and needs others.</summary>
[Collection(Node.Tests)]
public sealed class HeldConnectionsTests : IAsyncLifetime
{
    const int AtOnce = 40;
    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(await SharedServers.NewDatabase() + ";Maximum Pool Size=8;Timeout=60");

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task Starts_of_many_tenants_that_take_turns_get_connections_for_their_appends()
    {
        var counts = node.Create<LiveSessionCounts>();
        await All(async n =>
        {
            var conversation = Tenant.TryParse($"tenant{n}")!.Conversation("c");
            await using var turn = await counts.Take(conversation, default);
            await node.Conversations.Transact(conversation, new Start(Guid.CreateVersion7(), Life.Options), default);
        });
        Assert.Equal(AtOnce, await node.Scalar<long>("select count(*) from mt_events"));
    }

    [Fact]
    public async Task Conversations_that_are_archived_at_once_get_connections_for_their_seals()
    {
        for (var n = 0; n < AtOnce; n++) await Life.End(node, $"c{n}", await Life.Begin(node, $"c{n}"));
        var archive = node.Create<Archive>();
        await All(async n => Assert.True(await archive.Close(Tenant.Default.Conversation($"c{n}"), default)));
        Assert.Equal(AtOnce, await node.Scalar<long>("select count(*) from mt_streams where is_archived"));
    }

    [Fact]
    public async Task Keys_that_are_made_and_logs_that_are_verified_at_once_get_connections()
    {
        await Life.End(node, "c", await Life.Begin(node, "c"));
        var (keys, verification) = (node.Create<KeyRows>(), node.Create<LogVerification>());
        await All(n => keys.Add(new KeyRow($"key{n}", [(byte)n], Tenant.Default, $"key {n}", [], TimeProvider.System.GetUtcNow(), "test"),
            default));
        await All(async _ => Assert.Equal(1, (await verification.All(Tenant.Default, default)).Conversations));
    }

    static Task All(Func<int, Task> act) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(act));
}
