using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Realtime.EventLog;
using Realtime.ServiceDefaults.Internal;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.Api.Workers;

/// <summary>
/// Opens sockets to the owners of sessions. A worker has a few connections from this API, which the sockets of all its sessions share.
/// </summary>
sealed class OwnerConnector(SharedSecret secret, InternalCalls calls, TimeProvider time, ILogger<WorkerConnection> logger) : IAsyncDisposable
{
    /// <summary>One for each poll thread of a usual worker.</summary>
    static readonly int ToEachWorker = Math.Clamp(Environment.ProcessorCount, 1, 8);

    readonly UpgradeConnector connector = new(calls.Configure);
    readonly ConcurrentDictionary<string, Connections> workers = new();

    /// <exception cref="HttpRequestException">The owner does not answer, or does not own the session (any more).</exception>
    /// <exception cref="WebSocketException">The connection was lost meanwhile.</exception>
    public async Task<WebSocket> Open(string owner, OwnerSocket socket, CancellationToken ct)
    {
        try
        {
            var connection = await workers.GetOrAdd(owner, To).Next.Get(ct);
            var request = new OwnerSocketRequest(await secret.Get(ct), socket);
            return await connection.Open(JsonSerializer.SerializeToUtf8Bytes(request, JsonSerializerOptions.Web), ct);
        }
        catch (HttpRequestException e) when (e.StatusCode is { } status)
        {
            await secret.Answered(status, ct);
            throw;
        }
    }

    Connections To(string owner)
    {
        // Workers come and go, and a new one usually has a new address.
        foreach (var known in workers.Where(known => known.Value.AreForgotten)) workers.TryRemove(known);
        return new Connections(
            [.. Enumerable.Range(0, ToEachWorker).Select(_ => new WorkerConnection(owner, connector, secret, time, logger))]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in workers.Values.SelectMany(connections => connections.All)) await connection.DisposeAsync();
    }

    /// <summary>
    /// The connections to one worker, which take turns. Each worker counts for itself: sessions often go to the workers in turns too.
    /// </summary>
    sealed class Connections(WorkerConnection[] all)
    {
        uint next;

        public IReadOnlyList<WorkerConnection> All => all;

        public bool AreForgotten => all.All(connection => connection.IsForgotten);

        public WorkerConnection Next => all[Interlocked.Increment(ref next) % all.Length];
    }
}
