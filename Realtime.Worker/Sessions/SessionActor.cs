using System.Diagnostics;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// Owns one session from its claim to its end. One mailbox and one loop, so that one thing happens at a time; reading, writing and
/// following the log are loops of their own that only post into it. Every way out goes through <see cref="End"/>.
/// </summary>
sealed partial class SessionActor : IDisposable
{
    /// <summary>Events that may wait for the journal before upstream has to wait too.</summary>
    const int MostPending = 1_024;

    static readonly ActivitySource Traces = new("Realtime.Worker");

    readonly SessionServices services;
    readonly ILogger<SessionActor> logger;
    readonly SessionBounds bounds;
    readonly SessionMailbox mailbox;
    readonly Outbox outbox;
    readonly SessionMeter meter = new();
    readonly ManagedDialogue dialogue;
    readonly TaskCompletionSource<StopCause> stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource over = new(), intake = new();
    readonly SuspectedError suspected;
    readonly EndTiming timing;
    readonly ConfigurationNews configurations;
    readonly BufferShare[] shares;
    UpstreamConnection? connection;
    SessionClock? clock;
    // Its context, as the activity itself may have ended by the time the handshake begins.
    readonly ActivityContext claim = Activity.Current?.Context ?? default;

    public SessionActor(OwnedSession session, SessionServices services)
    {
        Session = session;
        Over = over.Token;
        Intake = intake.Token;
        this.services = services;
        bounds = services.Bounds.Value;
        logger = services.Logger;
        var (outgoing, incoming, recording) = (NewShare(), NewShare(), NewShare());
        shares = [outgoing, incoming, recording];
        outbox = new Outbox(bounds.AudioFrames, outgoing);
        mailbox = new SessionMailbox(incoming);
        session.Entry.Share = recording;
        attachments = new LiveAttachments(services.Worker.Value.SessionAttachments);
        suspected = new SuspectedError(services.Time);
        configurations = new ConfigurationNews(session.Options.Instructions);
        timing = new EndTiming(services.Time);
        dialogue = new ManagedDialogue(session, outbox, Record, id => Post(new SessionInput.HandoffOverdue(id)), TimeSpan.FromSeconds(bounds.HandoffSeconds), services.Time);
    }

    public OwnedSession Session { get; }

    /// <summary>Cancelled when the session is over: whoever is attached to it lets go.</summary>
    public CancellationToken Over { get; }

    /// <summary>Cancelled when the session takes no more input, which is before its end is recorded: a client that read the end must not find a link still open.</summary>
    public CancellationToken Intake { get; }

    /// <summary>
    /// PCM16 audio for the model; false when it was dropped, or the session takes none any more. A new owner's transport may not be up yet: it waits.
    /// </summary>
    public bool TryAudio(ReadOnlySpan<byte> pcm)
    {
        if (stopped.Task.IsCompleted) return false;
        Volatile.Read(ref clock)?.Touch();
        if (!outbox.TrySendAudio(UpstreamWriter.Audio(pcm))) return false;
        meter.AudioIn(pcm.Length);
        return true;
    }

    /// <summary>Ends the session for a cause outside the transport; the first one wins, and the rest find nothing to do.</summary>
    public void Stop(StopCause cause)
    {
        timing.CauseKnown();
        if (stopped.TrySetResult(cause)) Post(new SessionInput.Stopped());
    }

    /// <summary>Lives the session. Never throws: what goes wrong is recorded as its end.</summary>
    public async Task Run()
    {
        _ = Session.Entry.Lost.ContinueWith(_ => Stop(StopCause.Disowned), TaskScheduler.Default);
        _ = Session.Entry.Refused.ContinueWith(_ => Stop(new StopCause(new SessionOutcome(EndReason.Error, WorkerErrors.NotRecordable))), TaskScheduler.Default);
        var following = Follow();
        try
        {
            await End(await Connect() ?? await Converse());
        }
        catch (Exception e)
        {
            LogBroken(e, Session.SessionId);
            await End(new StopCause(new SessionOutcome(EndReason.Error, WorkerErrors.Failed)));
        }
        finally
        {
            await Drop(following);
        }
    }

    /// <summary>Until the transport is up and configured; the stop, where it did not come up or nobody wants it any more.</summary>
    async Task<StopCause?> Connect()
    {
        var begun = services.Time.GetTimestamp();
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(Over);
        var attempt = Handshake(wanted.Token);
        if (await Task.WhenAny(attempt, stopped.Task) != attempt)
        {
            await wanted.CancelAsync();
            await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (attempt.IsCompletedSuccessfully) await (await attempt).DisposeAsync();
            return await stopped.Task;
        }

        try
        {
            connection = Connection(await attempt);
        }
        catch (UpstreamException e)
        {
            timing.CauseKnown();
            return new StopCause(new SessionOutcome(EndReason.StartFailed, e.Error));
        }

        var milliseconds = (long)services.Time.GetElapsedTime(begun).TotalMilliseconds;
        if (Session.Replay is { } replay)
        {
            replayed = replay.ItemIds;
            Record(new SessionResumed(Session.SessionId, Session.Entry.Owner.WorkerId, Session.Entry.Owner.Epoch, replay.Messages.Count, replay.NotRestored));
            return null;
        }

        Record(new SessionStarted(Session.SessionId, Session.Options.Model, Session.Options.Voice, milliseconds));
        return null;
    }

    /// <summary>The last part of the claim's trace.</summary>
    async Task<UpstreamTransport> Handshake(CancellationToken ct)
    {
        using var handshake = Traces.StartActivity("realtime.connect", ActivityKind.Client, claim);
        handshake?.SetTag("realtime.conversation", Session.Conversation).SetTag("realtime.session", Session.SessionId);
        return await services.Connector.Connect(Session, Session.Replay, ct);
    }

    /// <summary>From the start until a cause ends it.</summary>
    async Task<StopCause> Converse()
    {
        Volatile.Write(ref clock, new SessionClock(Session.Options, bounds, services.Time,
            reason => Stop(new StopCause(new SessionOutcome(reason))), () => Post(new SessionInput.CapNear()), Session.Age));
        Run(connection!, UntilDriven());
        foreach (var e in Session.Unsent) dialogue.Told(e, IsDriven);
        if (Session.Replay is { IsUnanswered: true } && !IsDriven) dialogue.AskAgain();
        while (true)
        {
            if (await Handle(await mailbox.Next(Over)) is { } cause) return cause;
        }
    }

    /// <summary>Why the session ends, where this ends it.</summary>
    async ValueTask<StopCause?> Handle(SessionInput input)
    {
        if (input is SessionInput.Stopped) return await timing.Drain(Drained(await stopped.Task));
        if (CutsOff(input) is { } outcome) return new StopCause(outcome);
        if (input is SessionInput.CapNear && await NearCap() is { } cause) return cause;
        if (input is SessionInput.Joined joined) await Welcome(joined);
        else Take(input);
        MarkProgress();
        if (Session.Entry.PendingCount > MostPending || Session.Entry.Share!.IsOver) await Task.WhenAny(Session.Entry.Flushed, stopped.Task);
        return null;
    }

    /// <summary>Lives on until something has completed: why the session ends, where it does before.</summary>
    async Task<StopCause?> HandleUntil(Task awaited)
    {
        _ = awaited.ContinueWith(_ => Post(new SessionInput.Awaited()), TaskScheduler.Default);
        while (!awaited.IsCompleted)
        {
            if (await Handle(await mailbox.Next(Over)) is { } cause) return cause;
        }

        return null;
    }

    void Take(SessionInput input)
    {
        handled = input.Bytes;
        switch (input)
        {
            case SessionInput.FromUpstream { Message: var message }:
                clock!.Touch();
                meter.Count(message);
                suspected.Watch(message);
                if (message is UpstreamMessage.Recorded { Event: var e }) Heard(e);
                if (message is UpstreamMessage.Settled) settled.TrySetResult();
                if (message is UpstreamMessage.Warning warning) Warned(warning);
                if (!IsDriven) dialogue.Heard(message);
                break;
            case SessionInput.News { Events: var events }:
                clock!.Touch();
                foreach (var logged in events) dialogue.Told(logged.Decode(), IsDriven);
                break;
            case SessionInput.Written { InputId: var inputId }:
                Record(new TextDelivered(Session.SessionId, inputId));
                break;
            case SessionInput.HandoffOverdue { CallId: var call }:
                dialogue.Fail(call, "No answer came in time.");
                break;
        }
    }

    /// <summary>The end that an upstream input means, if it means one: nothing behind it is recorded.</summary>
    SessionOutcome? CutsOff(SessionInput input) => input switch
    {
        SessionInput.FromUpstream { Message: UpstreamMessage.Fatal fatal } => new SessionOutcome(EndReason.Error, fatal.Error),
        // A transport that was renewed says its last words to nobody.
        SessionInput.UpstreamClosed close when close.From != connection => null,
        SessionInput.UpstreamLost lost when lost.From != connection => null,
        SessionInput.UpstreamClosed close => new SessionOutcome(
            suspected.Current is null ? EndReason.TransportClosed : EndReason.Error, suspected.Current, close.Code, close.Reason),
        SessionInput.UpstreamLost lost => new SessionOutcome(EndReason.Error, suspected.Current ?? lost.Error),
        _ => null,
    };

    /// <summary>Of the input that is being handled: what comes of it is about as large.</summary>
    int handled;

    void Heard(SessionEvent e)
    {
        isResponding = e is ResponseStarted || isResponding && e is not ResponseDone;
        if (News(e) is { } news) Record(news);
    }

    void Warned(UpstreamMessage.Warning warning)
    {
        Record(new UpstreamWarned(Session.SessionId, warning.Error.Code, warning.Error.Message));
        if (warning.EventId is Configuration.RestoreId) outbox.TrySend(services.Connector.FirstUpdate(Session));
    }

    void Record(SessionEvent e)
    {
        if (Session.Entry.TryAdd(e, handled)) services.Journal.Wake(Session.Entry);
    }

    public void Dispose()
    {
        dialogue.Dispose();
        hearing.Dispose();
        foreach (var share in shares) share.Dispose();
        over.Dispose();
        intake.Dispose();
    }

    void Post(SessionInput input) => _ = mailbox.Post(input, Over).AsTask();
}
