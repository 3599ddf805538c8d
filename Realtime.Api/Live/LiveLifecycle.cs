using System.Text.Json;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>
/// Sends the log's events on a live socket, in the log's order: always the lifecycle; every event that did not come live, if the client
/// asked for what it missed or its owner was lost on the way. session_ended comes last.
/// </summary>
sealed class LiveLifecycle(LiveRequest request, SessionSoFar soFar)
{
    static readonly HashSet<string> Types =
    [
        EventTypes.NameOf<SessionRequested>(), EventTypes.NameOf<SessionClaimed>(), EventTypes.NameOf<SessionStarted>(),
        EventTypes.NameOf<TransportRenewed>(), EventTypes.NameOf<SessionResumed>(), EventTypes.NameOf<EndRequested>(),
        EventTypes.NameOf<SessionEnded>(),
    ];

    /// <summary>
    /// How long the owner may take to confirm that everything before a lifecycle event went over the connection; then the connection is
    /// cut.
    /// </summary>
    static readonly TimeSpan MarkPatience = TimeSpan.FromSeconds(5);

    readonly MissedEvents missedEvents = new(request, soFar);
    readonly TaskCompletionSource<LoggedEvent> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock gate = new();
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    CancellationTokenSource? reading;
    SessionOwner? owner;
    long toldUpTo;

    // Up to this version every event comes from the log; unbounded while no connection to an owner is open.
    long fullUpTo = long.MaxValue;
    bool held, heard;

    // While a connection is open: every event up to this version has come live.
    long reached = long.MaxValue;
    Action cutConnection = () => { };
    long marked;

    // Up to liveUpTo every event came live, or was not asked for. After a cut the log is read again from there; its lifecycle is not sent
    // twice.
    long liveUpTo, lifecycleToldUpTo;
    long? again;

    /// <summary>Completes with the session's end, once it is on the record.</summary>
    public Task<LoggedEvent> Ended => ended.Task;

    /// <summary>The session's owner; waits for the first claim. Null if the session ends before a claim.</summary>
    public async Task<SessionOwner?> Owner(CancellationToken ct)
    {
        await Until(() => owner is not null || ended.Task.IsCompleted, ct);
        return owner;
    }

    bool TellsAll => request.After is not null || heard;

    /// <summary>Holds the log's events back while a connection to the owner opens, so that no event comes both ways.</summary>
    public void Attaching() => Change(() => held = true);

    /// <summary>The connection brings everything after this version; completes when the log's events up to it are sent.</summary>
    /// <param name="cut">Cuts the connection if the owner confirms nothing in time.</param>
    public async Task Attached(long version, Action cut, CancellationToken ct)
    {
        Change(() => (fullUpTo, held, reached, cutConnection) = (version, false, version, cut));
        if (TellsAll) await Until(() => again is null && toldUpTo >= version || ended.Task.IsCompleted, ct);
        else Change(() => (heard, liveUpTo) = (true, version)); // the client did not ask for earlier events
    }

    /// <summary>Every event of the log up to this version has come live.</summary>
    public async ValueTask Reached(long version, ClientSide client, CancellationToken ct)
    {
        Change(() => reached = Math.Max(reached, version));
        await Mark(client, ct);
    }

    /// <summary>
    /// Tells a client that asked for marks up to which version it has everything: live, and the lifecycle from the log. A client that comes
    /// back with that version misses nothing.
    /// </summary>
    async ValueTask Mark(ClientSide client, CancellationToken ct)
    {
        if (!request.Marks) return;
        long version;
        lock (gate)
        {
            version = Math.Min(reached, toldUpTo);
            if (fullUpTo == long.MaxValue || version <= marked) return; // envelopes have versions of their own
            marked = version;
        }

        await client.Send(
            JsonSerializer.SerializeToUtf8Bytes<LiveNotice>(new SessionMark(request.SessionId, version), JsonSerializerOptions.Web), ct);
    }

    /// <summary>The connection to the owner could not be opened.</summary>
    public void NotAttached() => Change(() => held = false);

    /// <summary>The connection to the owner is closed.</summary>
    /// <param name="isWhole">The owner closed after its last message; otherwise the log's events that it did not confirm are sent.</param>
    public void Detached(bool isWhole) => Change(() =>
    {
        liveUpTo = isWhole ? long.MaxValue : reached;
        (fullUpTo, held, reached) = (long.MaxValue, false, long.MaxValue);
        if (liveUpTo >= toldUpTo) return;
        again = liveUpTo;
        reading?.Cancel();
    });

    public async Task Follow(Tail tail, ClientSide client, CancellationToken ct)
    {
        var from = await Begin(client, ct);
        while (true)
        {
            using var pass = CancellationTokenSource.CreateLinkedTokenSource(ct);
            Change(() => from = BeginPass(pass, from));
            await missedEvents.Begin(ct);
            try
            {
                await foreach (var events in tail.Follow(request.Conversation, from, pass.Token))
                {
                    foreach (var e in events)
                    {
                        if (await Tell(e, client, ct)) return;
                    }
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Detached asks for a read from further back.
            }
            finally
            {
                Change(() => reading = null);
            }
        }
    }

    /// <summary>
    /// The version after which the log is followed. A client that attaches late gets the lifecycle so far, or every event after the version
    /// it names; nothing else of the past is read.
    /// </summary>
    async Task<long> Begin(ClientSide client, CancellationToken ct)
    {
        var whole = Math.Min(request.After ?? long.MaxValue, request.RequestedVersion - 1);
        if (request.StartedIt || request.After < request.RequestedVersion) return whole;
        if (await soFar.Read(request, [.. Types], ct) is not { } now) return request.After ?? whole;
        foreach (var e in now.Lifecycle)
        {
            if (e.Decode() is SessionEvent of && of.SessionId == request.SessionId) await client.Send(HolderEnvelopes.Of(e, request.Pins), ct);
        }

        var from = Math.Min(request.After ?? now.Version, now.Version);
        Change(() => (owner, toldUpTo) = (now.Owner, from));
        return from;
    }

    long BeginPass(CancellationTokenSource pass, long from)
    {
        reading = pass;
        if (again is not { } back) return from;
        lifecycleToldUpTo = Math.Max(lifecycleToldUpTo, toldUpTo);
        again = null;
        return toldUpTo = back;
    }

    /// <summary>True at the session's end.</summary>
    async Task<bool> Tell(LoggedEvent e, ClientSide client, CancellationToken ct)
    {
        var lifecycle = Types.Contains(e.Type) && e.Decode() is SessionEvent of && of.SessionId == request.SessionId ? of : null;
        if (lifecycle is not SessionEnded) await Until(() => !held || again is not null, ct);
        if (lifecycle is not (null or SessionEnded)) await AllBefore(e.Version, ct);
        if (IsCutOff()) return false;
        if (lifecycle is SessionEnded)
        {
            Change(() => ended.TrySetResult(e)); // toldUpTo stays before it: no mark may say that the client has an end that is not sent yet
            return true;
        }

        var isNew = e.Version > (request.After ?? 0);
        var missed = TellsAll && e.Version <= fullUpTo && e.Version > liveUpTo;
        if (isNew && (lifecycle is null ? missed : e.Version > lifecycleToldUpTo))
        {
            foreach (var message in missedEvents.Of(e, lifecycle is not null)) await client.Send(message, ct);
        }

        Change(() =>
        {
            toldUpTo = e.Version;
            if (lifecycle is SessionClaimed claimed) owner = new SessionOwner(claimed.WorkerId, claimed.Address, claimed.Epoch);
        });
        await Mark(client, ct);
        return false;
    }

    /// <summary>Waits until every event before this version has been sent: a client that resumes after it must not miss one.</summary>
    async Task AllBefore(long version, CancellationToken ct)
    {
        var told = Until(() => version <= reached || again is not null, ct);
        try
        {
            await told.WaitAsync(MarkPatience, ct);
        }
        catch (TimeoutException)
        {
            cutConnection();
            await told; // the log's events that the connection did not bring come first
        }
    }

    bool IsCutOff()
    {
        lock (gate) return again is not null;
    }

    async Task Until(Func<bool> condition, CancellationToken ct)
    {
        while (true)
        {
            Task change;
            lock (gate)
            {
                if (condition()) return;
                change = changed.Task;
            }

            await change.WaitAsync(ct);
        }
    }

    void Change(Action change)
    {
        TaskCompletionSource before;
        lock (gate)
        {
            change();
            before = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.TrySetResult();
    }
}
