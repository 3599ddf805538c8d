namespace Realtime.EventLog.Claims;

/// <summary>Another process's worker, and its load as far as this process knows.</summary>
public sealed class Peer(string id, string address, int capacity, int load)
{
    int load = load;

    public string Id { get; } = id;
    public string Address { get; } = address;

    /// <summary>Whether its lease had not expired when its row was read.</summary>
    public bool IsAlive { get; init; } = true;

    public bool HasRoom => Volatile.Read(ref load) < capacity;

    /// <summary>The part of its capacity in use with one session more.</summary>
    public double LoadAfter => Share(Volatile.Read(ref load) + 1, capacity);

    public void Expect(int more) => Interlocked.Add(ref load, more);

    public void Says(int now) => Volatile.Write(ref load, now);

    public static double Share(int load, int capacity) => (double)load / capacity;
}
