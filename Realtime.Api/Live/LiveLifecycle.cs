using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>
/// What the log tells on a live socket, in the log's order: the lifecycle always, and, for a client that asked for what it missed, every event
/// that did not come to it live. session_ended is kept for last.
/// </summary>
sealed class LiveLifecycle(LiveRequest request)
{
    static readonly HashSet<string> Types =
    [
        EventTypes.NameOf<SessionRequested>(), EventTypes.NameOf<SessionClaimed>(), EventTypes.NameOf<SessionStarted>(),
        EventTypes.NameOf<TransportRenewed>(), EventTypes.NameOf<SessionResumed>(), EventTypes.NameOf<EndRequested>(), EventTypes.NameOf<SessionEnded>(),
    ];

    readonly TaskCompletionSource<LoggedEvent> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock gate = new();
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    SessionOwner? owner;
    long toldUpTo;

    // Up to this version the log tells everything: without a bound while nothing comes live.
    long fullUpTo = long.MaxValue;
    bool held;

    /// <summary>Completes with the session's end, once it is on the record.</summary>
    public Task<LoggedEvent> Ended => ended.Task;

    /// <summary>The session's owner; waits for the first claim.</summary>
    public async Task<SessionOwner> Owner(CancellationToken ct)
    {
        await Until(() => owner is not null, ct);
        return owner!;
    }

    /// <summary>Holds the log back while the live messages are being joined, so that nothing comes both ways.</summary>
    public void Attaching() => Change(() => held = true);

    /// <summary>Live messages follow this version: completes when the log's are all told up to it.</summary>
    public async Task Attached(long version, CancellationToken ct)
    {
        Change(() => (fullUpTo, held) = (version, false));
        if (request.After is not null) await Until(() => toldUpTo >= version || ended.Task.IsCompleted, ct);
    }

    /// <summary>Nothing comes live any more.</summary>
    public void Detached() => Change(() => (fullUpTo, held) = (long.MaxValue, false));

    public async Task Follow(Tail tail, ClientSide client, CancellationToken ct)
    {
        var from = Math.Min(request.After ?? long.MaxValue, request.RequestedVersion - 1);
        await foreach (var events in tail.Follow(request.Conversation, from, ct))
        {
            foreach (var e in events)
            {
                if (await Tell(e, client, ct)) return;
            }
        }
    }

    /// <summary>True at the session's end.</summary>
    async Task<bool> Tell(LoggedEvent e, ClientSide client, CancellationToken ct)
    {
        var lifecycle = Types.Contains(e.Type) && e.Decode() is SessionEvent of && of.SessionId == request.SessionId ? of : null;
        if (lifecycle is SessionEnded)
        {
            ended.TrySetResult(e);
            Change(() => toldUpTo = e.Version);
            return true;
        }

        await Until(() => !held, ct);
        var isNew = e.Version > (request.After ?? 0);
        var missed = request.After is not null && e.Version <= fullUpTo;
        if (isNew && (missed || lifecycle is not null)) await client.Send(e.Envelope, ct);
        Change(() =>
        {
            toldUpTo = e.Version;
            if (lifecycle is SessionClaimed claimed) owner = new SessionOwner(claimed.WorkerId, claimed.Address, claimed.Epoch);
        });
        return false;
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
