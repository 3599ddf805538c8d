using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Live;

/// <summary>
/// What passes between the model and the clients of one session beside the machine: the model's messages go to every live socket as they
/// came, and a driver's messages and audio go to the model as they came. The machine gets what they mean, but for audio that a live driver
/// hears.
/// </summary>
/// <param name="post">Takes inputs for the machine, each with about how many bytes it holds.</param>
/// <param name="join">Completes its source once everything before it is on the record.</param>
/// <param name="stopped">A cause ends the session.</param>
sealed class LiveTraffic(
    OwnedSession session, LiveAttachments attachments, SendQueue queue, SessionMeter meter, SessionTime time, Unreadable unreadable,
    Func<Input, int, ValueTask> post, Func<TaskCompletionSource<long>, ValueTask> join, Task stopped) : IDisposable
{
    static readonly long DropPause = TimeSpan.FromSeconds(1).Ticks;

    /// <summary>
    /// One message of the model, or one joining socket, at a time: each message is live to a socket or on the record before the socket
    /// joined, never both.
    /// </summary>
    readonly SemaphoreSlim gate = new(1, 1);
    volatile IReadOnlySet<string> replayed = session.Replay?.ItemIds ?? new HashSet<string>();
    bool hasHeard;
    long dropsTold;

    /// <summary>Items that the transport was told: the sockets have them since they were first said.</summary>
    public IReadOnlySet<string> Replayed
    {
        set => replayed = value;
    }

    /// <summary>Completes when the model may speak: its first words are for the driver of a session that a live socket started.</summary>
    public Task Begin => IsOfDriver ? Task.WhenAny(attachments.Driven, stopped) : Task.CompletedTask;

    bool IsOfDriver => session.Options.Driver is SessionDriver.Live;

    /// <summary>A message of the model. False where nothing counts that this transport says behind it.</summary>
    public async ValueTask<bool> Hear(int transport, ReadOnlyMemory<byte> bytes)
    {
        // A live driver cuts its own playback: audio is only measured.
        var audio = IsOfDriver || attachments.HasDriver ? session.Codec.OutputAudio(bytes.Span) : null;
        var message = audio is null ? session.Codec.Decode(bytes) : UpstreamMessage.Passed.Instance;
        if (message is UpstreamMessage.Ignored) unreadable.Add(bytes.Span);
        await gate.WaitAsync(CancellationToken.None); // held for as long as a post takes, which ends with the session
        try
        {
            hasHeard = true;
            if (IsForClients(message)) attachments.Broadcast(bytes.Span);
            if (audio is not { } milliseconds)
            {
                await post(new Input.UpstreamSaid(transport, message), bytes.Length);
                return message is not (UpstreamMessage.Fatal or UpstreamMessage.Expired);
            }

            meter.AudioOut(milliseconds);
            time.Touch();
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>An error of a message that the worker sent is not the clients' to handle.</summary>
    bool IsForClients(UpstreamMessage message) => message switch
    {
        UpstreamMessage.Settled => false,
        UpstreamMessage.Warning warning => warning.About is Subject.Unsaid or Subject.Client,
        _ => message.NamedItem is not { } item || !replayed.Contains(item),
    };

    /// <summary>
    /// Attaches a live socket. What the model said before is on the record when this completes, and what it says from then on is not, up to
    /// that version: from there the live messages go on. Null once the session is over.
    /// </summary>
    /// <param name="claimsToDrive">
    /// Its client started the session by a live socket, or comes back: it drives, even where another does (a lost socket may not be known
    /// as lost yet). Nobody else does before it.
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

    /// <param name="properly">The client closed its socket; otherwise it was lost, and may come back.</param>
    public async Task Detach(LiveAttachment attachment, bool properly)
    {
        if (attachments.Remove(attachment) is { } turn && !stopped.IsCompleted) await post(new Input.DriverLeft(turn, properly), 0);
    }

    /// <summary>
    /// A driver's message, in order; one that comes before the transport is up waits for it. Audio beyond the queue's bound is dropped and
    /// counted; anything else waits for room.
    /// </summary>
    /// <param name="message">The session's from here on.</param>
    public async ValueTask FromDriver(PooledMessage message, CancellationToken ct)
    {
        if (stopped.IsCompleted)
        {
            message.Return();
            return;
        }

        time.Touch();
        if (session.Codec.InputAudio(message.Bytes.Span) is not { } bytes) await queue.Send(message, ct);
        else if (queue.TrySendAudio(message)) meter.AudioIn(bytes);
        else await AudioDropped();
    }

    /// <summary>PCM16 audio for the model; false when it was dropped, or the session takes none any more.</summary>
    public bool TryAudio(ReadOnlySpan<byte> pcm)
    {
        if (stopped.IsCompleted) return false;
        time.Touch();
        if (!queue.TrySendAudio(session.Codec.Audio(pcm))) return false;
        meter.AudioIn(pcm.Length);
        return true;
    }

    /// <summary>The driver is told, once a second at most.</summary>
    ValueTask AudioDropped()
    {
        var (now, last) = (time.Now.UtcTicks, Volatile.Read(ref dropsTold));
        return !stopped.IsCompleted && now - last >= DropPause && Interlocked.CompareExchange(ref dropsTold, now, last) == last
            ? post(new Input.AudioDropped(queue.Dropped), 0)
            : ValueTask.CompletedTask;
    }

    /// <summary>Waits while more is waiting for the model than the session may hold.</summary>
    public ValueTask RoomForDriver(CancellationToken ct) => queue.Room(ct);

    /// <summary>No other live socket finds room.</summary>
    public bool IsFull => attachments.IsFull;

    public void Dispose() => gate.Dispose();
}
