using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Realtime.Sessions;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.Sessions;

/// <summary>The sessions that this worker runs, and the room for more.</summary>
sealed class SessionRegistry(IOptions<WorkerOptions> options, SessionRemains remains)
{
    readonly ConcurrentDictionary<(ConversationKey, Guid), (SessionLoop Loop, Task Life)> sessions = new();
    int reserved;
    volatile bool draining, stopping;

    /// <summary>Sessions owned or being claimed.</summary>
    public int Count => Volatile.Read(ref reserved);

    /// <summary>True once this worker takes no more sessions.</summary>
    public bool IsDraining => draining;

    public bool HasRoom => !draining && Count < options.Value.Capacity;

    public IEnumerable<SessionLoop> Loops => sessions.Values.Select(session => session.Loop);

    /// <summary>The number of sessions changed, or the worker began to drain.</summary>
    public event Action? Changed;

    /// <summary>Takes a place; <see cref="Release"/>, or the end of the session that <see cref="Run"/> gets, gives it back.</summary>
    public bool TryReserve()
    {
        if (draining) return false;
        if (Interlocked.Increment(ref reserved) <= options.Value.Capacity)
        {
            Changed?.Invoke();
            return true;
        }

        Release();
        return false;
    }

    public void Release()
    {
        Interlocked.Decrement(ref reserved);
        Changed?.Invoke();
    }

    /// <summary>Two callers may find the same claim; only the first runs the session.</summary>
    public void Run(SessionLoop loop)
    {
        remains.Watch(loop);
        var begin = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (ExecutionContext.SuppressFlow()) // the session must not keep the claim's trace alive
        {
            // The session is in the dictionary before it can be removed.
            begin.SetResult(sessions.TryAdd(KeyOf(loop), (loop, Live(loop, begin.Task))));
        }

        if (stopping) loop.Leave();
    }

    public SessionLoop? Find(ConversationKey conversation, Guid session) =>
        sessions.TryGetValue((conversation, session), out var found) ? found.Loop : null;

    static (ConversationKey, Guid) KeyOf(SessionLoop loop) => (loop.Session.Conversation, loop.Session.SessionId);

    /// <summary>Takes no more sessions.</summary>
    public void Drain()
    {
        if (draining) return;
        draining = true;
        Changed?.Invoke();
    }

    /// <summary>Takes no more sessions, and makes every session leave this worker, also one whose claim is still under way.</summary>
    public void Leave()
    {
        stopping = true;
        Drain();
        foreach (var loop in Loops) loop.Leave();
    }

    public void StopAll(StopCause cause)
    {
        foreach (var loop in Loops) loop.Stop(cause);
    }

    /// <summary>Closes all sessions' sockets at once and records nothing, because the lease is lost.</summary>
    public void DropAll() => StopAll(StopCause.Disowned);

    /// <summary>After <see cref="Leave"/>: completes when no session and no claim is left.</summary>
    public async Task Ended(CancellationToken ct)
    {
        while (Count > 0)
        {
            await Task.WhenAll(sessions.Values.Select(session => session.Life)).WaitAsync(ct);
            await Task.Delay(TimeSpan.FromMilliseconds(5), ct);
        }
    }

    async Task Live(SessionLoop loop, Task<bool> isFirst)
    {
        var lives = await isFirst;
        try
        {
            if (lives) await loop.Run();
        }
        finally
        {
            if (lives) sessions.TryRemove(KeyOf(loop), out _);
            loop.Dispose();
            Release();
        }
    }
}
