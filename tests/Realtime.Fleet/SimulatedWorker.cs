using Realtime.Sessions;
using Realtime.Worker;
using Realtime.Worker.Leases;

namespace Realtime.Fleet;

/// <summary>One worker process: what it knows and which sessions it serves. Its parts do what the worker's loops do.</summary>
sealed class SimulatedWorker
{
    readonly Dictionary<int, OwnedNow> sessions = [];
    int reserved;

    public SimulatedWorker(Fleet fleet, int number)
    {
        (Fleet, Number, Options) = (fleet, number, fleet.Options.Worker);
        Random = new Random(HashCode(fleet.Options.Seed, number));
        Watch = new DatabaseWatch(Microsoft.Extensions.Options.Options.Create(Options), fleet.Time);
        Id = NewId();
        Lease = new SimulatedLease(this);
        Journal = new SimulatedJournal(this);
        Peers = new SimulatedPeers(this);
        Claims = new SimulatedClaims(this);
        Sweeps = new SimulatedSweeps(this);
        Stop = new SimulatedStop(this);
    }

    public Fleet Fleet { get; }
    public int Number { get; }
    public WorkerOptions Options { get; }
    public Random Random { get; }
    public Link Link { get; } = new();
    public DatabaseWatch Watch { get; }
    public string Id { get; private set; }
    public SimulatedLease Lease { get; }
    public SimulatedJournal Journal { get; }
    public SimulatedPeers Peers { get; }
    public SimulatedClaims Claims { get; }
    public SimulatedSweeps Sweeps { get; }
    public SimulatedStop Stop { get; }
    public bool IsDraining { get; private set; }

    /// <summary>Sessions owned or being claimed.</summary>
    public int Count => reserved;

    public bool HasRoom => !IsDraining && reserved < Options.Capacity;

    public IEnumerable<int> Sessions => sessions.Keys;

    /// <summary>From now on all its sessions are without service, or will have to move.</summary>
    public void Disturb(TimeSpan since)
    {
        foreach (var (conversation, owned) in sessions) Fleet.Disturbed(conversation, owned.Session, since);
    }

    public void Start()
    {
        Fleet.Time.Spawn(Lease.Run);
        Fleet.Time.Spawn(Lease.LimitOutages);
        Fleet.Time.Spawn(Sweeps.Run);
        foreach (var queue in Journal.Queues) Fleet.Time.Spawn(() => Journal.Run(queue));
    }

    public bool TryReserve()
    {
        if (!HasRoom) return false;
        reserved++;
        Lease.Hurry();
        return true;
    }

    public void Release()
    {
        reserved--;
        Lease.Hurry();
    }

    /// <summary>Runs a session that was reserved: from now on this process serves it.</summary>
    public void Run(int conversation, Guid session, OwnerToken owner)
    {
        if (!sessions.TryAdd(conversation, new OwnedNow(session, owner, Fleet.Time.Now)))
        {
            Release();
            return;
        }

        Fleet.Served(conversation, by: this);
    }

    public OwnedNow? Find(int conversation) => sessions.TryGetValue(conversation, out var found) ? found : null;

    /// <summary>The session's transport is closed; it still has its place until its end is on the record.</summary>
    public void Close(int conversation) => Fleet.NoLongerServed(conversation, this);

    /// <summary>The session has left this worker.</summary>
    public void Remove(int conversation, Guid session)
    {
        if (Find(conversation)?.Session != session) return;
        sessions.Remove(conversation);
        Close(conversation);
        Release();
    }

    public void Drain()
    {
        IsDraining = true;
        Lease.Hurry();
    }

    /// <summary>Drops every session and takes a new id, because the lease is lost.</summary>
    public void DropAll()
    {
        foreach (var conversation in sessions.Keys) Close(conversation);
        reserved -= sessions.Count;
        sessions.Clear();
        Journal.DropAll();
        Id = NewId();
    }

    /// <summary>The process is gone, with its sockets.</summary>
    public void Kill()
    {
        Link.IsRunning = false;
        foreach (var conversation in sessions.Keys) Close(conversation);
        sessions.Clear();
    }

    public async Task Pause(TimeSpan pause)
    {
        await Fleet.Time.Delay(pause);
        Link.MustRun();
    }

    string NewId() => $"w{Number}-{Fleet.NextId()}";

    static int HashCode(int seed, int number) => unchecked(seed * 1_000_003 + number * 7_919);
}

/// <summary>A session that a worker runs.</summary>
sealed record OwnedNow(Guid Session, OwnerToken Owner, TimeSpan Since)
{
    public bool IsEnding { get; set; }
}
