using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>
/// What the log tells on a live socket, in the log's order: the lifecycle always; every event that did not come to it live, for a client that
/// asked for what it missed, and for any client whose owner was lost on the way. session_ended is kept for last.
/// </summary>
sealed class LiveLifecycle(LiveRequest request, SessionSoFar soFar)
{
    static readonly HashSet<string> Types =
    [
        EventTypes.NameOf<SessionRequested>(), EventTypes.NameOf<SessionClaimed>(), EventTypes.NameOf<SessionStarted>(),
        EventTypes.NameOf<TransportRenewed>(), EventTypes.NameOf<SessionResumed>(), EventTypes.NameOf<EndRequested>(), EventTypes.NameOf<SessionEnded>(),
    ];

    /// <summary>Until the owner says that what came before an event of the lifecycle went over the connection; one that does not is no owner any more.</summary>
    static readonly TimeSpan MarkPatience = TimeSpan.FromSeconds(5);

    readonly TaskCompletionSource<LoggedEvent> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock gate = new();
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    CancellationTokenSource? reading;
    SessionOwner? owner;
    long toldUpTo;

    // Up to this version the log tells everything: without a bound while nothing comes live.
    long fullUpTo = long.MaxValue;
    bool held, heard;

    // While live messages come: up to here all of them have come.
    long reached = long.MaxValue;
    Action cutConnection = () => { };

    // Up to here everything came live, or was not asked for. Where that was cut off, the log is read again from there, and its lifecycle is not told twice.
    long liveUpTo, lifecycleToldUpTo;
    long? again;

    /// <summary>Completes with the session's end, once it is on the record.</summary>
    public Task<LoggedEvent> Ended => ended.Task;

    /// <summary>The session's owner; waits for the first claim. Null where the session is over before one is known.</summary>
    public async Task<SessionOwner?> Owner(CancellationToken ct)
    {
        await Until(() => owner is not null || ended.Task.IsCompleted, ct);
        return owner;
    }

    bool TellsAll => request.After is not null || heard;

    /// <summary>Holds the log back while the live messages are being joined, so that nothing comes both ways.</summary>
    public void Attaching() => Change(() => held = true);

    /// <summary>Live messages follow this version: completes when the log's are all told up to it.</summary>
    /// <param name="cut">Ends the connection, where it falls silent.</param>
    public async Task Attached(long version, Action cut, CancellationToken ct)
    {
        Change(() => (fullUpTo, held, reached, cutConnection) = (version, false, version, cut));
        if (TellsAll) await Until(() => again is null && toldUpTo >= version || ended.Task.IsCompleted, ct);
        else Change(() => (heard, liveUpTo) = (true, version)); // it did not ask for what was said before
    }

    /// <summary>All that the log has up to this version has come live.</summary>
    public void Reached(long version) => Change(() => reached = Math.Max(reached, version));

    /// <summary>The live messages could not be joined.</summary>
    public void NotAttached() => Change(() => held = false);

    /// <summary>Nothing comes live any more.</summary>
    /// <param name="isWhole">The owner closed behind its last message; else what it had not said to have come is told out of the log.</param>
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
                // From further back.
            }
            finally
            {
                Change(() => reading = null);
            }
        }
    }

    /// <summary>
    /// The version behind which the log is followed. A client that attaches late is told the lifecycle so far, or all behind the version it names; what else
    /// was said before is not read.
    /// </summary>
    async Task<long> Begin(ClientSide client, CancellationToken ct)
    {
        var whole = Math.Min(request.After ?? long.MaxValue, request.RequestedVersion - 1);
        if (request.StartedIt || request.After < request.RequestedVersion) return whole;
        if (await soFar.Read(request, [.. Types], ct) is not { } now) return request.After ?? whole;
        foreach (var e in now.Lifecycle)
        {
            if (e.Decode() is SessionEvent of && of.SessionId == request.SessionId) await client.Send(e.Envelope, ct);
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
            ended.TrySetResult(e);
            Change(() => toldUpTo = e.Version);
            return true;
        }

        var isNew = e.Version > (request.After ?? 0);
        var missed = TellsAll && e.Version <= fullUpTo && e.Version > liveUpTo;
        if (isNew && (lifecycle is null ? missed : e.Version > lifecycleToldUpTo)) await client.Send(e.Envelope, ct);
        Change(() =>
        {
            toldUpTo = e.Version;
            if (lifecycle is SessionClaimed claimed) owner = new SessionOwner(claimed.WorkerId, claimed.Address, claimed.Epoch);
        });
        return false;
    }

    /// <summary>A client that comes back behind this version must have been told all that the log has before it.</summary>
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
            await told; // what the connection did not bring comes from the log first
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
