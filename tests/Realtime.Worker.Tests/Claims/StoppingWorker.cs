using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.EventLog.Claims;
using Realtime.ServiceDefaults.Internal;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;
using Realtime.Worker.Claims;

namespace Realtime.Worker.Tests.Claims;

/// <summary>The hand-overs of a worker that stops, with the rows of its peers in a database of its own.</summary>
sealed class StoppingWorker : IAsyncDisposable
{
    readonly Node node;
    readonly Peers peers;
    readonly KeptLog<HandOvers> log = new();

    StoppingWorker(Node node, int seconds)
    {
        this.node = node;
        var options = Options.Create(new WorkerOptions { HandOverSeconds = seconds });
        var tls = new InternalTls(Options.Create(new InternalTlsOptions()), TimeProvider.System, NullLogger<InternalTls>.Instance);
        peers = new Peers(new WorkerDirectory(node.Database, TimeProvider.System), node.Secret,
            new InternalCalls(tls).Client(TimeSpan.FromSeconds(2)), () => "this worker", TimeSpan.FromMinutes(1),
            TimeProvider.System, NullLogger<Peers>.Instance);
        HandOvers = new HandOvers(peers, options, TimeProvider.System, log);
        HandOvers.Begin();
    }

    public HandOvers HandOvers { get; }

    /// <summary>What the hand-overs logged.</summary>
    public IEnumerable<string> Log => log.Lines;

    /// <param name="seconds">The time that the stop allows.</param>
    public static async Task<StoppingWorker> Stop(int seconds = 60) => new(await Node.Start(await SharedServers.NewDatabase()), seconds);

    /// <summary>Adds the row of another worker.</summary>
    public Task Add(PeerHost peer, int capacity = 100) => Add(peer.Id, peer.Address, capacity);

    public Task Add(string id, string address, int capacity) => node.Execute(
        $"""
         insert into realtime.worker (id, address, capacity, expires_at)
         values ('{id}', '{address}', {capacity}, clock_timestamp() + interval '1 hour')
         """);

    /// <summary>Gives a worker's row room for so many sessions.</summary>
    public Task Resize(string id, int capacity) => node.Execute($"update realtime.worker set capacity = {capacity} where id = '{id}'");

    /// <summary>Offers a session; its id identifies it.</summary>
    public Task<bool> Place(Guid session) =>
        HandOvers.TryPlace(new ClaimOffer(DefaultTenant.Of(Life.NewConversation()), session, Life.Owner));

    public async ValueTask DisposeAsync()
    {
        HandOvers.Dispose();
        peers.Dispose();
        await node.DisposeAsync();
    }
}
