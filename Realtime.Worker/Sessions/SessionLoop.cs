using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// Runs one session from its claim to its end: takes one input at a time to <see cref="SessionMachine"/> and carries out the effects. What
/// reads, writes, follows the log or waits only posts inputs.
/// </summary>
sealed partial class SessionLoop : IDisposable
{
    /// <summary>Events that may wait for the journal before the provider has to wait too.</summary>
    const int MostPending = 1_024;

    readonly SessionServices services;
    readonly ILogger logger;
    readonly SessionMailbox mailbox;
    readonly SendQueue queue;
    readonly SessionMeter meter = new();
    readonly LiveAttachments attachments;
    readonly LiveProgress progress;
    readonly SessionAlarm alarm;
    readonly SessionTransports transports;
    readonly LogFollower follower;
    readonly EndTiming timing;
    readonly SessionEnding ending;
    readonly SessionTime time;
    readonly BufferShare[] shares;
    readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource over = new(), intake = new();
    State state = State.Over.Instance;
    SessionOutcome? outcome;
    int bytes, leaving;

    public SessionLoop(OwnedSession session, SessionServices services)
    {
        Session = session;
        Over = over.Token;
        Intake = intake.Token;
        this.services = services;
        logger = services.Logger;
        var bounds = services.Bounds.Value;
        var (outgoing, incoming, recording) = (NewShare(), NewShare(), NewShare());
        shares = [outgoing, incoming, recording];
        session.Entry.Share = recording;
        queue = new SendQueue(bounds.AudioFrames, bounds.WaitingAudioBytes, outgoing);
        mailbox = new SessionMailbox(incoming);
        attachments = new LiveAttachments(services.Worker.Value.SessionAttachments);
        time = new SessionTime(services.Time);
        timing = new EndTiming(services.Time);
        alarm = new SessionAlarm(services.Time, () => Post(new Input.Rang(time.LastAudio)));
        Live = new LiveTraffic(
            session, attachments, queue, meter, time, new Unreadable(session.SessionId, services.Upstream, logger), Deliver, joined =>
                mailbox.Post(joined, Over), stopped.Task);
        progress = new LiveProgress(session.Entry, attachments, services.Time);
        transports = new SessionTransports(session, services, queue, Live, Deliver, Over);
        ending = new SessionEnding(session, services, attachments, queue, meter, transports, timing);
        follower = new LogFollower(session, services, attachments, (input, bytes) => mailbox.Post(input, Over, bytes), Stop);
    }

    public OwnedSession Session { get; }

    /// <summary>Its live sockets, and the audio that clients bring.</summary>
    public LiveTraffic Live { get; }

    /// <summary>Cancelled when the session is over: every socket that is attached to it is closed.</summary>
    public CancellationToken Over { get; }

    /// <summary>
    /// Cancelled when the session takes no more input, which is before its end is recorded: a client that read the end must not find a link
    /// still open.
    /// </summary>
    public CancellationToken Intake { get; }

    /// <summary>For one queue or buffer of this session.</summary>
    public BufferShare NewShare() => new(services.Buffers, services.Worker.Value.SessionBufferBytes);

    /// <summary>Ends the session for a cause outside the transport; the first one wins, and the rest find nothing to do.</summary>
    public void Stop(StopCause cause)
    {
        timing.CauseKnown();
        if (stopped.TrySetResult()) Post(new Input.Stop(cause));
    }

    /// <summary>This worker stops: the session goes on with another one where its start asked for that, else it ends.</summary>
    public void Leave()
    {
        if (Session.Options.OnWorkerLost is not OnWorkerLost.Resume) Stop(StopCause.Shutdown);
        else if (Interlocked.Exchange(ref leaving, 1) == 0) _ = DetachAndLeave();
    }

    /// <summary>Their APIs hold back what clients say until they have found the next owner; what is on its way is still taken.</summary>
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
        var following = follower.Run(Over);
        try
        {
            await Carry(SessionMachine.Begin(SessionTerms.Of(Session, services), time.Now));
            while (state is not State.Over) await Take(await mailbox.Next(Over));
            await End(outcome);
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
        // The log is behind: the provider waits. What ends the session does not.
        if (Session.Entry.PendingCount > MostPending || Session.Entry.Share!.IsOver) await Task.WhenAny(Session.Entry.Flushed,
            stopped.Task, failed.Task);
    }

    /// <summary>Carries out the effects in their order; what an effect brings at once is the next input.</summary>
    async ValueTask Carry((State State, IReadOnlyList<Effect> Effects) step)
    {
        while (true)
        {
            state = step.State;
            Input? next = null;
            foreach (var effect in step.Effects) next = await Perform(effect) ?? next;
            if (next is null) return;
            step = SessionMachine.Step(state, next, time.Now);
        }
    }

    async ValueTask<Input?> Perform(Effect effect)
    {
        switch (effect)
        {
            case Effect.Record record:
                if (Session.Entry.TryAdd(record.Event, bytes)) services.Journal.Wake(Session.Entry);
                break;
            case Effect.Send send:
                Send(send.Command);
                break;
            case Effect.Broadcast broadcast:
                attachments.Broadcast(SessionNotices.Write(broadcast.Notice));
                break;
            case Effect.Mark:
                progress.Mark();
                break;
            case Effect.Arm arm:
                alarm.Set(arm.At - time.Now);
                break;
            case Effect.Open open:
                transports.Open(open.Transport);
                break;
            case Effect.Listen listen:
                await transports.Listen(listen.Transport, Live.Begin);
                break;
            case Effect.Settle settle:
                transports.Settle(settle.Transport, settle.AndPause);
                break;
            case Effect.Continue go:
                transports.Continue(go.Transport);
                break;
            case Effect.Switch change:
                return await transports.Switch(change.To, change.IsSettled);
            case Effect.Close close:
                transports.Close(close.Transport, close.Reason);
                break;
            case Effect.StopIntake:
                stopped.TrySetResult();
                await intake.CancelAsync();
                break;
            case Effect.StopSending:
                queue.Close();
                break;
            case Effect.HandOver:
                mailbox.Close();
                return new Input.HandedOver(await ending.IsHandedOver());
            case Effect.Finish finish:
                outcome = finish.Outcome;
                break;
            case Effect.Warn warn:
                LogUnexpected(Session.SessionId, warn.Input, warn.State);
                break;
            case Effect.WarnNotRenewed warn:
                LogNotRenewed(Session.SessionId, warn.Reason);
                break;
        }

        return null;
    }

    void Send(UpstreamCommand command)
    {
        var message = command is UpstreamCommand.Configure configure
            ? Session.Codec.Configuration(configure.IsRestore ? transports.InForce : null, configure.Without)
            : Session.Codec.Encode(command);
        queue.TrySend(message, command is UpstreamCommand.Say or UpstreamCommand.Respond ? command : null);
    }

    async Task End(SessionOutcome? how)
    {
        stopped.TrySetResult();
        await intake.CancelAsync();
        mailbox.Close();
        await ending.Record(how);
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
        foreach (var share in shares) share.Dispose();
        over.Dispose();
        intake.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} failed unexpectedly; it ends")]
    partial void LogBroken(Exception e, Guid session);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} does not expect {Input} while {State}; it goes on")]
    partial void LogUnexpected(Guid session, string input, string state);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Session {Session} could not renew its transport yet; it tries again in 1 s: {Reason}")]
    partial void LogNotRenewed(Guid session, string reason);
}
