using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;
using Realtime.Worker.Telemetry;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// Runs one session from its claim to its end: gives one input at a time to <see cref="SessionMachine"/> and carries out the effects. The
/// loops that read, write, follow the log or wait only post inputs.
/// </summary>
sealed partial class SessionLoop : IDisposable
{
    /// <summary>The most events that wait for the journal before the provider has to wait too.</summary>
    const int MostPending = 1_024;

    readonly SessionServices services;
    readonly long begun;
    readonly ILogger logger;
    readonly SessionMailbox mailbox;
    readonly SessionMeter meter;
    readonly SessionAlarm alarm;
    readonly LiveProgress progress;
    readonly LogFollower follower;
    readonly EndTiming timing;
    readonly SessionEnding ending;
    readonly SessionEffects effects;
    readonly SessionTime time;
    readonly SessionTelemetry telemetry;
    readonly (string Name, BufferShare Share)[] queues;
    readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource over = new(), intake = new();
    State state = State.Over.Instance;
    int bytes, leaving;

    public SessionLoop(OwnedSession session, SessionServices services)
    {
        Session = session;
        Over = over.Token;
        Intake = intake.Token;
        this.services = services;
        begun = services.Time.GetTimestamp();
        logger = services.Logger;
        var bounds = services.Bounds.Value;
        var (outgoing, incoming, recording, media) = (NewShare(), NewShare(), NewShare(), NewShare());
        queues = [("model", outgoing), ("inputs", incoming), ("log", recording), ("media", media)];
        Media = new SessionMedia(media, services.Time);
        session.Entry.Share = recording;
        var queue = new SendQueue(bounds.AudioFrames, bounds.WaitingAudioBytes, outgoing);
        mailbox = new SessionMailbox(incoming);
        time = new SessionTime(services.Time);
        telemetry = new SessionTelemetry(session, services, time);
        meter = new SessionMeter(session.Totals, telemetry.FirstAudio);
        var attachments = new LiveAttachments(
            services.Worker.Value.SessionAttachments, passesOn: session.Options.Driver is not SessionDriver.Live);
        timing = new EndTiming(services.Time);
        alarm = new SessionAlarm(services.Time, () => Post(new Input.Rang(time.LastAudio)));
        var unreadable = new Unreadable(session.SessionId, services.Upstream, logger);
        Live = new LiveTraffic(
            session, attachments, queue, meter, time, unreadable, Deliver, joined => mailbox.Post(joined, Over), stopped.Task);
        var transports = new SessionTransports(session, services, telemetry, queue, Live, Deliver, Over);
        ending = new SessionEnding(session, services, telemetry, attachments, queue, meter, transports, timing);
        progress = new LiveProgress(session.Entry, attachments, services.Time);
        effects = new SessionEffects(
            session, services, queue, Live, attachments, alarm, progress, transports, ending, time, meter, telemetry.Turns, StopIntake, Media,
            Post);
        follower = new LogFollower(session, services, attachments, (input, bytes) => mailbox.Post(input, Over, bytes), Stop);
    }

    public OwnedSession Session { get; }

    /// <summary>How long this worker has had the session.</summary>
    public TimeSpan Age => services.Time.GetElapsedTime(begun);

    /// <summary>The session's live sockets, and the audio from clients.</summary>
    public LiveTraffic Live { get; }

    /// <summary>The images of items that the model does not have yet.</summary>
    public SessionMedia Media { get; }

    /// <summary>Cancelled when the session has ended here; it closes every attached socket.</summary>
    public CancellationToken Over { get; }

    /// <summary>
    /// Cancelled when the session accepts no more input. This comes before its end is recorded: a client that reads the end must not find a
    /// connection still open.
    /// </summary>
    public CancellationToken Intake { get; }

    /// <summary>Where the session stands, for metrics.</summary>
    public string Phase => Volatile.Read(ref state) switch
    {
        State.Connecting => "connecting",
        State.Conversing => "conversing",
        State.Renewing or State.Settling => "renewing",
        State.HandingOver => "handing_over",
        _ => "ending",
    };

    /// <summary>What waits for the model, for the session, for the log, and the images that the model does not have.</summary>
    public IEnumerable<(string Name, long Bytes)> Queues => queues.Select(queue => (queue.Name, queue.Share.Held));

    /// <summary>Makes a share for one queue or buffer of this session.</summary>
    public BufferShare NewShare() => new(services.Buffers, services.Worker.Value.SessionBufferBytes);

    /// <summary>Ends the session for a cause outside the transport; only the first cause counts.</summary>
    public void Stop(StopCause cause)
    {
        timing.CauseKnown();
        if (stopped.TrySetResult()) Post(new Input.Stop(cause));
    }

    /// <summary>Tells the session how its budgets stand.</summary>
    public void Judge(Input.BudgetChecked check) => Post(check);

    /// <summary>Hands the session over if its start asked for that, else ends it, because this worker stops.</summary>
    public void Leave()
    {
        if (Session.Options.OnWorkerLost is not OnWorkerLost.Resume) Stop(StopCause.Shutdown);
        else if (Interlocked.Exchange(ref leaving, 1) == 0) _ = DetachAndLeave();
    }

    /// <summary>
    /// The APIs hold the clients' messages back until they find the next owner; messages that are on their way are still accepted.
    /// </summary>
    async Task DetachAndLeave()
    {
        try
        {
            await ending.Detach(moved: true);
        }
        finally
        {
            Stop(StopCause.HandOver);
        }
    }

    /// <summary>Runs the session. Never throws: a failure is recorded as its end.</summary>
    public async Task Run()
    {
        _ = Session.Entry.Lost.ContinueWith(_ => Stop(StopCause.Disowned), TaskScheduler.Default);
        _ = Session.Entry.Refused.ContinueWith(_ => Stop(StopCause.Error(WorkerErrors.NotRecordable)), TaskScheduler.Default);
        using var scope = logger.BeginScope(telemetry.Trace.Scope);
        var following = follower.Run(Over);
        try
        {
            await Carry(SessionMachine.Begin(SessionTerms.Of(Session, services), time.Now));
            while (state is not State.Over) await Take(await mailbox.Next(Over));
            await End(effects.Outcome);
        }
        catch (Exception e)
        {
            LogBroken(e, Session.SessionId);
            await End(new SessionOutcome(EndReason.Error, WorkerErrors.Failed));
        }
        finally
        {
            await ending.Detach(moved: false);
            await alarm.DisposeAsync();
            await progress.DisposeAsync();
            await over.CancelAsync();
            await ending.Drop(following);
        }
    }

    async ValueTask Take(Letter letter)
    {
        if (letter.Joined is { } joined)
        {
            await Task.WhenAny(Session.Entry.Flushed, stopped.Task);
            joined.TrySetResult(Session.Entry.Version);
            return;
        }

        bytes = letter.Bytes;
        if (letter.Input is Input.UpstreamSaid said) meter.Count(said.Message);
        var wasDraining = state is State.Draining;
        await Carry(SessionMachine.Step(state, letter.Input!, time.Now));
        if (state is not State.Live) timing.CauseKnown(letter.At);
        if (!wasDraining && state is State.Draining) timing.DrainBegins();
        if (wasDraining && state is not State.Draining) timing.DrainEnds();
        // While the log is behind, the provider waits; the end of the session does not.
        if (Session.Entry.PendingCount > MostPending || Session.Entry.Share!.IsOver)
            await Task.WhenAny(Session.Entry.Flushed, stopped.Task, failed.Task);
    }

    /// <summary>Carries out the effects in order; an effect may give the next input at once.</summary>
    async ValueTask Carry((State State, IReadOnlyList<Effect> Effects) step)
    {
        while (true)
        {
            state = step.State;
            Input? next = null;
            foreach (var effect in step.Effects) next = await effects.Perform(effect, bytes) ?? next;
            if (next is null) return;
            step = SessionMachine.Step(state, next, time.Now);
        }
    }

    async Task End(SessionOutcome? how)
    {
        await StopIntake();
        mailbox.Close();
        await ending.Record(how);
    }

    Task StopIntake()
    {
        stopped.TrySetResult();
        return intake.CancelAsync();
    }

    ValueTask Deliver(Input input, int size)
    {
        var mayEnd = input is Input.TransportClosed or Input.TransportLost or Input.WriteFailed
            or Input.UpstreamSaid { Message: UpstreamMessage.Fatal };
        if (input is Input.WriteFailed) failed.TrySetResult();
        return mailbox.Post(input, Over, size, mayEnd ? services.Time.GetTimestamp() : 0);
    }

    void Post(Input input) => _ = mailbox.Post(input, Over).AsTask();

    public void Dispose()
    {
        Live.Dispose();
        foreach (var queue in queues) queue.Share.Dispose();
        over.Dispose();
        intake.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} failed unexpectedly; it ends")]
    partial void LogBroken(Exception e, Guid session);
}
