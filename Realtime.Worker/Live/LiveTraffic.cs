using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Sessions.Provider;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Live;

/// <summary>
/// The traffic between the model and the clients of one session that passes beside the machine. The model's messages go unchanged to every
/// live socket, the driver's messages and audio unchanged to the model. The machine gets their meaning, except audio for a live driver.
/// </summary>
/// <param name="post">Takes inputs for the machine, each with its approximate size in bytes.</param>
/// <param name="join">Completes the source once everything before it is on the record.</param>
/// <param name="stopped">Completes when the session begins to end.</param>
sealed class LiveTraffic(
    OwnedSession session, LiveAttachments attachments, SendQueue queue, SessionMeter meter, SessionTime time, Unreadable unreadable,
    Func<Input, int, ValueTask> post, Func<TaskCompletionSource<long>, ValueTask> join, Task stopped) : IDisposable
{
    static readonly long DropPause = TimeSpan.FromSeconds(1).Ticks;

    /// <summary>
    /// Admits one message of the model, or one attaching socket, at a time: a message goes to a socket live or is on the record before the
    /// socket attached, never both.
    /// </summary>
    readonly SemaphoreSlim gate = new(1, 1);
    volatile IReadOnlySet<string> replayed = session.Replay?.ItemIds ?? new HashSet<string>();
    readonly bool hidesSecrets = session.Options.Session?.HasSecrets is true;
    bool hasHeard;
    long dropsTold;

    /// <summary>Items that the worker replayed to the transport: the sockets have them already.</summary>
    public IReadOnlySet<string> Replayed
    {
        set => replayed = value;
    }

    /// <summary>Completes when the model may speak: in a session that a live socket started, once a driver is attached.</summary>
    public Task Begin => IsOfDriver ? Task.WhenAny(attachments.Driven, stopped) : Task.CompletedTask;

    bool IsOfDriver => session.Options.Driver is SessionDriver.Live;

    /// <summary>Takes a message of the model. False if the rest of this transport's messages do not count.</summary>
    public async ValueTask<bool> Hear(int transport, ReadOnlyMemory<byte> bytes)
    {
        // A live driver truncates its own playback, so audio is only measured.
        var audio = IsOfDriver || attachments.HasDriver ? session.Codec.OutputAudio(bytes.Span) : null;
        var message = audio is null ? session.Codec.Decode(bytes) : UpstreamMessage.Passed.Instance;
        if (message is UpstreamMessage.Ignored) unreadable.Add(bytes.Span);
        await gate.WaitAsync(CancellationToken.None); // held during a post, which ends with the session
        try
        {
            hasHeard = true;
            if (IsForClients(message)) attachments.Broadcast(bytes.Span, session.Codec, hidesSecrets);
            if (audio is not { } length)
            {
                await post(new Input.UpstreamSaid(transport, message), bytes.Length);
                return message is not (UpstreamMessage.Fatal or UpstreamMessage.Expired);
            }

            meter.AudioOut(length);
            time.Touch();
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Clients do not get the errors of the worker's own messages.</summary>
    bool IsForClients(UpstreamMessage message) => message switch
    {
        UpstreamMessage.Settled => false,
        UpstreamMessage.Warning warning => warning.About is Subject.Unsaid or Subject.Client,
        _ => message.NamedItem is not { } item || !replayed.Contains(item),
    };

    /// <summary>
    /// Attaches a live socket. Everything the model said before is on the record, up to the version that this returns; the live messages
    /// bring the rest. Null once the session has ended.
    /// </summary>
    /// <param name="claimsToDrive">
    /// Its client started the session by a live socket, or reconnects: it drives even if another socket does (the worker may not know
    /// yet that a socket is lost). No other socket drives before it.
    /// </param>
    public async Task<long?> Attach(LiveAttachment attachment, bool wantsToDrive, bool claimsToDrive, CancellationToken ct)
    {
        wantsToDrive &= claimsToDrive || !IsOfDriver || attachments.Driven.IsCompleted;
        var version = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await gate.WaitAsync(ct);
        try
        {
            if (!attachments.TryAdd(attachment, wantsToDrive, takesOver: claimsToDrive && IsOfDriver)) return null;
            if (attachment.IsDriver) await post(new Input.DriverCame(attachment.Turn), 0);
            if (hasHeard) await join(version);
            else version.SetResult(session.Entry.Version);
        }
        finally
        {
            gate.Release();
        }

        return await Task.WhenAny(version.Task, stopped).WaitAsync(ct) == version.Task ? await version.Task : null;
    }

    /// <param name="properly">The client closed its socket; otherwise it was lost, and may reconnect.</param>
    public async Task Detach(LiveAttachment attachment, bool properly)
    {
        if (attachments.Remove(attachment) is not { } left || stopped.IsCompleted) return;
        await post(new Input.DriverLeft(left.Turn, properly), 0);
        if (left.Next is { } next) await post(new Input.DriverCame(next.Turn), 0);
    }

    /// <summary>
    /// Takes the driver's messages in order; they wait until a transport is up. Audio beyond the queue's bound is dropped and counted;
    /// other messages wait for room.
    /// </summary>
    /// <param name="message">The session owns it from here on.</param>
    public async ValueTask FromDriver(LiveAttachment driver, PooledMessage message, CancellationToken ct)
    {
        if (stopped.IsCompleted)
        {
            message.Return();
            return;
        }

        if (driver.Pins is { } pins)
        {
            if (Admitted(driver, message, pins) is not { } admitted) return;
            message = admitted;
        }

        time.Touch();
        if (session.Codec.InputAudio(message.Bytes.Span) is not { } audio) await queue.Send(message, ct);
        else if (queue.TrySendAudio(message)) meter.AudioIn(audio);
        else await AudioDropped();
    }

    /// <summary>The message of a holder of a client secret without what is pinned; null if nothing of it reaches the model.</summary>
    PooledMessage? Admitted(LiveAttachment driver, PooledMessage message, Pins pins)
    {
        var (forward, error) = session.Codec.FromHolder(message.Bytes, pins);
        if (error is not null) driver.TryQueue(error);
        if (forward is { } whole && whole.Equals(message.Bytes)) return message;
        PooledMessage? admitted = forward is { } changed ? PooledMessage.Copy(changed.Span) : null;
        message.Return();
        return admitted;
    }

    /// <summary>Takes PCM16 audio for the model; false if it was dropped, or the session accepts none any more.</summary>
    public bool TryAudio(ReadOnlySpan<byte> pcm)
    {
        if (stopped.IsCompleted) return false;
        time.Touch();
        if (!queue.TrySendAudio(session.Codec.Audio(pcm))) return false;
        meter.AudioIn(session.Codec.InputAudio(pcm.Length));
        return true;
    }

    /// <summary>Informs the driver, at most once a second.</summary>
    ValueTask AudioDropped()
    {
        var (now, last) = (time.Now.UtcTicks, Volatile.Read(ref dropsTold));
        return !stopped.IsCompleted && now - last >= DropPause && Interlocked.CompareExchange(ref dropsTold, now, last) == last
            ? post(new Input.AudioDropped(queue.Dropped), 0)
            : ValueTask.CompletedTask;
    }

    /// <summary>Waits while the queue to the model is over its bound.</summary>
    public ValueTask RoomForDriver(CancellationToken ct) => queue.Room(ct);

    /// <summary>True if there is no room for another live socket.</summary>
    public bool IsFull => attachments.IsFull;

    public void Dispose() => gate.Dispose();
}
