using Realtime.Sessions;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Sessions;

/// <summary>Live sockets: what upstream says goes to them as it came; what the driver says goes to upstream as it came.</summary>
sealed partial class SessionActor
{
    readonly LiveAttachments attachments;
    ITimer? clientGone;

    bool IsDriven => Session.Options.Driver is SessionDriver.Live || attachments.HasDriver;

    /// <summary>
    /// Attaches a live socket. What upstream said before is on the record when this completes, and what it says from then on is not, up to
    /// that version: from there the live messages go on. Null once the session is over.
    /// </summary>
    /// <param name="claimsToDrive">
    /// Its client started the session by a live socket, or comes back: it drives, even where another does (a lost socket may not be known as
    /// lost yet). Nobody else does before it.
    /// </param>
    public async Task<long?> Attach(LiveAttachment attachment, bool wantsToDrive, bool claimsToDrive, CancellationToken ct)
    {
        var isLive = Session.Options.Driver is SessionDriver.Live;
        wantsToDrive &= claimsToDrive || !isLive || attachments.Driven.IsCompleted;
        var version = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await hearing.WaitAsync(ct);
        try
        {
            if (!attachments.TryAdd(attachment, wantsToDrive, takesOver: claimsToDrive && isLive)) return null;
            if (hasHeard) await mailbox.Post(new SessionInput.Joined(version), Over);
            else version.SetResult(Session.Entry.Version);
        }
        finally
        {
            hearing.Release();
        }

        if (attachment.IsDriver) await StopWaitingForDriver();
        return await Task.WhenAny(version.Task, stopped.Task).WaitAsync(ct) == version.Task ? await version.Task : null;
    }

    /// <summary>
    /// Tells the live sockets' APIs how far the log has come, now and then: where a link breaks, they fetch from there what it did not bring.
    /// </summary>
    void MarkProgress()
    {
        var version = Session.Entry.Version;
        if (version == marked || attachments.IsEmpty || services.Time.GetElapsedTime(markedAt) < MarkPause) return;
        (marked, markedAt) = (version, services.Time.GetTimestamp());
        attachments.Mark(version);
    }

    static readonly TimeSpan MarkPause = TimeSpan.FromMilliseconds(250);
    long marked, markedAt;

    /// <summary>Holds up what else upstream says until what it said before is on the record.</summary>
    async Task Welcome(SessionInput.Joined joined)
    {
        await Task.WhenAny(Session.Entry.Flushed, stopped.Task);
        joined.Version.TrySetResult(Session.Entry.Version);
    }

    /// <param name="properly">The client closed its socket; otherwise it was lost, and may come back.</param>
    public async Task Detach(LiveAttachment attachment, bool properly)
    {
        if (!attachments.Remove(attachment) || Session.Options.Driver is not SessionDriver.Live || stopped.Task.IsCompleted || Intake.IsCancellationRequested) return;
        if (properly) Stop(new StopCause(new SessionOutcome(EndReason.Requested)));
        else await WaitForDriver();
    }

    /// <summary>
    /// A driver's message, in order; one that comes before the transport is up waits for it. Audio beyond the queue's bound is dropped and
    /// counted; anything else waits for room.
    /// </summary>
    /// <param name="message">The session's from here on.</param>
    public async ValueTask FromDriver(PooledMessage message, CancellationToken ct)
    {
        if (stopped.Task.IsCompleted)
        {
            message.Return();
            return;
        }

        Volatile.Read(ref clock)?.Touch();
        if (AudioAppend.Bytes(message.Bytes.Span) is not { } bytes) await outbox.Send(message, ct);
        else if (outbox.TrySendAudio(message)) meter.AudioIn(bytes);
    }

    /// <summary>Waits while more is waiting for upstream than the session may hold.</summary>
    public ValueTask RoomForDriver(CancellationToken ct) => outbox.Room(ct);

    /// <summary>No other live socket finds room.</summary>
    public bool IsFull => attachments.IsFull;

    /// <summary>For one queue or buffer of this session.</summary>
    public BufferShare NewShare() => new(services.Buffers, services.Worker.Value.SessionBufferBytes);

    /// <summary>Upstream's first words are for the driver of a session that a live socket started: they wait for it.</summary>
    async Task UntilDriven()
    {
        if (Session.Options.Driver is not SessionDriver.Live || attachments.Driven.IsCompleted) return;
        await WaitForDriver();
        await Task.WhenAny(attachments.Driven, stopped.Task);
    }

    async Task WaitForDriver()
    {
        var timer = services.Time.CreateTimer(_ => Stop(new StopCause(new SessionOutcome(EndReason.ClientGone))), null,
            TimeSpan.FromMilliseconds(bounds.ClientGoneMilliseconds), Timeout.InfiniteTimeSpan);
        if (Interlocked.Exchange(ref clientGone, timer) is { } before) await before.DisposeAsync();
        if (attachments.HasDriver) await StopWaitingForDriver(); // it came meanwhile
    }

    async Task StopWaitingForDriver()
    {
        if (Interlocked.Exchange(ref clientGone, null) is { } waiting) await waiting.DisposeAsync();
    }
}
