using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Realtime.Simulator.Connections;

/// <summary>All open connections and the last few thousand closed ones.</summary>
internal sealed class ConnectionList(IOptions<SimulatorOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ConnectionRecord> open = new();
    private readonly ConcurrentQueue<ConnectionRecord> closed = new();

    public ConnectionRecord Add(ConnectionRequest request)
    {
        var record = new ConnectionRecord(Ids.New("sess"), request, time.GetUtcNow());
        open[record.Id] = record;
        return record;
    }

    public void End(ConnectionRecord record, string outcome)
    {
        record.Ended(outcome, time.GetUtcNow());
        closed.Enqueue(record);
        open.TryRemove(record.Id, out _);
        while (closed.Count > options.Value.ClosedSessionsKept)
            closed.TryDequeue(out _);
    }

    public ConnectionRecord? Find(string id) =>
        open.TryGetValue(id, out var record) ? record : closed.LastOrDefault(closed => closed.Id == id);

    public IEnumerable<ConnectionRecord> Open => open.Values;

    public IEnumerable<ConnectionRecord> Closed => closed;
}
