using Realtime.Sessions;
using Realtime.Worker.Sessions;

namespace Realtime.Fleet;

/// <summary>A fleet of workers with their store and their clients, in virtual time.</summary>
sealed class Fleet
{
    readonly SimulatedWorker?[] servedBy;
    readonly TimeSpan[] disturbed, requestedAt;
    readonly byte[] epochs;
    readonly bool[] resumes;
    readonly Random random;
    int ids;

    public Fleet(FleetOptions options)
    {
        Options = options;
        random = new Random(options.Seed);
        Time = new VirtualTime();
        Store = new SimulatedStore(Time, new Random(options.Seed + 1), options.StoreCores);
        Log = new FleetLog(options.Sessions);
        Rows = new WorkerRows(Time);
        Network = new PeerNetwork(Time);
        Transactions = new Transactions(Time, Store, Log, random);
        Clients = new Clients(this, random);
        servedBy = new SimulatedWorker?[options.Sessions];
        (disturbed, requestedAt) = (new TimeSpan[options.Sessions], new TimeSpan[options.Sessions]);
        (epochs, resumes) = (new byte[options.Sessions], new bool[options.Sessions]);
        Array.Fill(disturbed, TimeSpan.MinValue);
    }

    public FleetOptions Options { get; }
    public VirtualTime Time { get; }
    public SimulatedStore Store { get; }
    public FleetLog Log { get; }
    public WorkerRows Rows { get; }
    public PeerNetwork Network { get; }
    public Transactions Transactions { get; }
    public Clients Clients { get; }
    public List<SimulatedWorker> Workers { get; } = [];
    public FleetOutcome Outcome { get; } = new();

    /// <summary>The faults that are not over.</summary>
    public int UnderWay { get; set; }

    /// <summary>The sessions that are without service, or have to move.</summary>
    public int Disturbances { get; private set; }

    /// <summary>When the last outage of the store is over.</summary>
    public TimeSpan StoreIsBackAt { get; set; }

    /// <summary>Simulated offers carry the number of the conversation beside them.</summary>
    public ConversationKey Any { get; } = Tenant.Default.Conversation("any");

    public static SessionOutcome LogUnavailable { get; } = new(EndReason.Error, WorkerErrors.LogUnavailable);

    public int NextId() => ++ids;

    /// <summary>All sessions live, spread evenly, before the clock runs.</summary>
    public void Begin()
    {
        Log.Appended = Remember;
        for (var number = 0; number < Options.Workers; number++)
        {
            Workers.Add(new SimulatedWorker(this, number));
            Workers[number].Lease.Begin();
        }

        for (var i = 0; i < Options.Sessions; i++)
        {
            var worker = Workers[i % Options.Workers];
            var (session, owner) = (Clients.NextSession(i), new OwnerToken(worker.Id, 1));
            Commit(i, new Start(session, FleetOptions.Options(random.NextDouble() < Options.Resuming)));
            Commit(i, new Claim(session, worker.Id, worker.Id));
            Commit(i, new Record(session, owner, [new SessionStarted(session, "gpt-realtime", null, 0)]));
            worker.TryReserve();
            worker.Run(i, session, owner);
        }

        Log.Appended += Recorded;
        foreach (var worker in Workers) worker.Start();
        Time.Spawn(Clients.Run);
    }

    /// <summary>Starts a worker that takes sessions as soon as it has booted.</summary>
    public async Task<SimulatedWorker> Boot()
    {
        await Time.Delay(Options.Boot);
        var worker = new SimulatedWorker(this, Workers.Count);
        Workers.Add(worker);
        worker.Start();
        return worker;
    }

    public SimulatedWorker? ServedBy(int conversation) => servedBy[conversation];

    public void Served(int conversation, SimulatedWorker by)
    {
        if (servedBy[conversation] is { Link.IsRunning: true } other && other != by) Log.Broken("sessions served by two workers at a time");
        servedBy[conversation] = by;
    }

    public void NoLongerServed(int conversation, SimulatedWorker by)
    {
        if (servedBy[conversation] == by) servedBy[conversation] = null;
    }

    /// <summary>From now on the session is without service, or will have to move.</summary>
    public void Disturbed(int conversation, Guid session, TimeSpan since)
    {
        if (disturbed[conversation] != TimeSpan.MinValue || Log[conversation].Live?.SessionId != session) return;
        disturbed[conversation] = since;
        Disturbances++;
    }

    void Commit(int conversation, SessionCommand command) =>
        Log.TryAppend(conversation, Log.Version(conversation), SessionDecider.Decide(Log[conversation], command), Time.Now);

    void Remember(int conversation, SessionEvent e)
    {
        if (e is SessionRequested requested) resumes[conversation] = requested.Options.OnWorkerLost is OnWorkerLost.Resume;
        if (e is EndRequested) resumes[conversation] = false; // nobody takes it over any more
        if (e is SessionClaimed claimed) epochs[conversation] = (byte)claimed.Epoch;
    }

    void Recorded(int conversation, SessionEvent e)
    {
        switch (e)
        {
            case SessionRequested:
                requestedAt[conversation] = Time.Now;
                break;
            case SessionStarted:
                Outcome.Started(Time.Now - requestedAt[conversation]);
                Recovered(conversation);
                break;
            case SessionResumed resumed:
                Outcome.Owners(resumed.Epoch);
                Recovered(conversation);
                break;
            case SessionEnded ended:
                Outcome.Ended(ended.Reason);
                if (resumes[conversation] && (ended.Reason is EndReason.ServerShutdown or EndReason.WorkerLost))
                    Outcome.NotMoved(outOfOwners: epochs[conversation] == LiveSession.MaximumOwners);
                Recovered(conversation);
                Clients.StartLater(conversation);
                break;
        }
    }

    /// <summary>The session has ended on the record, or is served again.</summary>
    public void Recovered(int conversation)
    {
        if (disturbed[conversation] == TimeSpan.MinValue) return;
        Outcome.Recovered(Time.Now - disturbed[conversation]);
        disturbed[conversation] = TimeSpan.MinValue;
        Disturbances--;
    }
}
