using Realtime.EventLog.Claims;
using Realtime.Sessions;

namespace Realtime.Fleet;

/// <summary>
/// What clients do: their sessions record events, some end and start anew all the time, and whoever lost a session starts another one.
/// </summary>
sealed class Clients(Fleet fleet, Random random)
{
    const int Consumers = 32; // of one worker on the bus
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Delivery = TimeSpan.FromMilliseconds(2);

    public static readonly SessionOutcome Requested = new(EndReason.Requested);

    readonly Link api = new();
    readonly TimeSpan[] roomUntil = new TimeSpan[fleet.Options.Apis];
    readonly Dictionary<SimulatedWorker, Places> consumers = [];
    readonly short[] generations = new short[fleet.Options.Sessions];
    bool quiet;

    /// <summary>Starts that failed or were refused, and were tried again.</summary>
    public int Retries { get; private set; }

    public Guid NextSession(int conversation) => new(conversation + 1, ++generations[conversation], 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>From now on clients only start again what they lost.</summary>
    public void BeQuiet() => quiet = true;

    public async Task Run()
    {
        var (events, ends) = (0.0, 0.0);
        while (!quiet)
        {
            events += fleet.Options.EventsPerSession * fleet.Options.Sessions * Tick.TotalSeconds;
            ends += fleet.Options.ChurnPerSession * fleet.Options.Sessions * Tick.TotalSeconds;
            for (; events >= 1; events--) Speak(random.Next(fleet.Options.Sessions));
            for (; ends >= 1; ends--)
            {
                var conversation = random.Next(fleet.Options.Sessions);
                fleet.Time.Spawn(() => End(conversation));
            }

            await fleet.Time.Delay(Tick);
        }
    }

    /// <summary>The client notices that its session is over, and starts another one.</summary>
    public void StartLater(int conversation) => fleet.Time.Spawn(() => Start(conversation, NextSession(conversation)));

    void Speak(int conversation)
    {
        if (fleet.ServedBy(conversation) is not { } worker || worker.Find(conversation) is not { IsEnding: false } owned) return;
        worker.Journal.Add(conversation, owned.Session,
            new Record(owned.Session, owned.Owner, [new SpeechStarted(owned.Session, null, 0)]));
    }

    async Task End(int conversation)
    {
        if (fleet.Log[conversation].Live is not { HasStarted: true } live) return;
        try
        {
            await fleet.Transactions.Transact(api, conversation, new RequestEnd(live.SessionId));
        }
        catch (StoreAwayException)
        {
            return;
        }

        await fleet.Time.Delay(Delivery); // the owner reads it in the log
        if (fleet.ServedBy(conversation) is { } worker && worker.Find(conversation)?.Session == live.SessionId)
            worker.Stop.End(conversation, Requested);
    }

    async Task Start(int conversation, Guid session)
    {
        while (true)
        {
            await fleet.Time.Delay(TimeSpan.FromSeconds(1 + 4 * random.NextDouble()));
            try
            {
                if (await HasRoom())
                {
                    var resumes = random.NextDouble() < fleet.Options.Resuming;
                    await fleet.Transactions.Transact(api, conversation, new Start(session, FleetOptions.Options(resumes)));
                    break;
                }
            }
            catch (StoreAwayException)
            {
                // The API answers 503.
            }

            Retries++;
        }

        await fleet.Time.Delay(Delivery);
        await Wake(conversation, session);
    }

    async Task<bool> HasRoom()
    {
        var node = random.Next(roomUntil.Length);
        if (roomUntil[node] > fleet.Time.Now) return true;
        var hasRoom = await fleet.Store.Ask(api, StoreStatement.HasRoom, StoreCosts.HasRoom,
            () => fleet.Rows.All.Any(row => fleet.Rows.IsAlive(row) && !row.IsDraining && row.Load < row.Worker.Options.Capacity));
        if (hasRoom) roomUntil[node] = fleet.Time.Now + TimeSpan.FromSeconds(1);
        return hasRoom;
    }

    /// <summary>The bus gives the message to any worker that it holds for connected; a half-open one never gets it.</summary>
    async Task Wake(int conversation, Guid session)
    {
        var connected = fleet.Workers.Where(worker => worker.Link.IsRunning).ToList();
        if (connected.Count == 0) return;
        var worker = connected[random.Next(connected.Count)];
        if (worker.Link.IsCut || !worker.Lease.IsHeld) return; // a sweep finds the session
        if (!consumers.TryGetValue(worker, out var places)) consumers[worker] = places = new Places(fleet.Time, Consumers);
        await places.Take();
        try
        {
            if (worker.Link.IsRunning) await worker.Claims.TryTake(conversation, new ClaimOffer(fleet.Any, session));
        }
        catch (StoreAwayException)
        {
            // A sweep finds the session.
        }
        finally
        {
            places.Give();
        }
    }
}
