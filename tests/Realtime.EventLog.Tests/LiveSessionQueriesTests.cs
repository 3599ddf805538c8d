using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>How recovery finds sessions by their owners.</summary>
[Collection(Node.Tests)]
public sealed class LiveSessionQueriesTests : IAsyncLifetime
{
    Node node = null!;
    LiveSessionQueries live = null!;

    public async Task InitializeAsync()
    {
        node = await Node.Start(await SharedServers.NewDatabase());
        live = new LiveSessionQueries(node.Database);
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task The_sessions_of_a_worker_come_in_pages()
    {
        foreach (var name in (string[])["c3", "c1", "c2"]) await Claim(name, "a");
        await Claim("c0", "b");
        await Claim("ended", "a", ends: true);
        var first = await live.OwnedBy("a", after: null, 2, CancellationToken.None);
        Assert.Equal(["c1", "c2"], first.Select(row => row.Conversation.Name));
        var second = await live.OwnedBy("a", first[^1].Conversation, 2, CancellationToken.None);
        Assert.Equal(["c3"], second.Select(row => row.Conversation.Name));
        Assert.Empty(await live.OwnedBy("a", second[^1].Conversation, 2, CancellationToken.None));
    }

    [Fact]
    public async Task Owners_without_a_row_are_found_and_no_others()
    {
        Assert.Empty(await live.OwnersWithoutRow(CancellationToken.None)); // no session has an owner
        await node.Transact("waits", new Start(Guid.NewGuid(), new SessionOptions("m")));
        (string Name, string Worker)[] owned = [("c1", "a"), ("c2", "b"), ("c3", "b"), ("c4", "c"), ("c5", "d")];
        foreach (var (name, worker) in owned) await Claim(name, worker);
        foreach (var worker in (string[])["a", "c"])
            await node.Execute(
                $"insert into realtime.worker (id, address, capacity, expires_at) values ('{worker}', 'http://{worker}', 1, now())");
        Assert.Equal(["b", "d"], await live.OwnersWithoutRow(CancellationToken.None));
    }

    async Task Claim(string conversation, string worker, bool ends = false)
    {
        var session = Guid.NewGuid();
        await node.Transact(conversation, new Start(session, new SessionOptions("m")));
        await node.Transact(conversation, new Claim(session, worker, $"http://{worker}"));
        var outcome = new SessionOutcome(EndReason.Requested);
        if (ends) await node.Transact(conversation, new End(session, new OwnerToken(worker, 1), outcome, []));
    }
}
