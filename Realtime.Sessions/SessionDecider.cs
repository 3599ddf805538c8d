namespace Realtime.Sessions;

/// <summary>
/// Decides which events may be appended. It is pure: the same state and command always give the same events.
/// A repeat yields no events. A refusal throws a <see cref="SessionRefusedException"/>, and nothing is appended.
/// </summary>
public static class SessionDecider
{
    /// <summary>How many texts, and how many commands, may wait for upstream. Further ones are refused.</summary>
    public const int MaximumUndelivered = 64;

    public static IReadOnlyList<SessionEvent> Decide(Conversation now, SessionCommand command) => (now.Live, command) switch
    {
        (null, Start c) => [Requested(c)],
        ({ } live, Start c) when live.Is(c.SessionId) => [],
        ({ } live, Start { Replace: true } c) => [EndedByOthers(live, EndReason.Replaced), Requested(c)],
        ({ } live, Start) => throw new ConversationBusyException(live.SessionId),

        ({ Phase: SessionPhase.Requested } live, Claim c) when live.Is(c.SessionId) =>
            [new SessionClaimed(c.SessionId, c.WorkerId, c.Address, (live.Owner?.Epoch ?? 0) + 1)],
        (_, Claim) => [],
        ({ } live, TakeOver c) when live.Is(c.SessionId) && live.OwnedBy(c.Lost) && live.MayResume =>
            [new SessionClaimed(c.SessionId, c.WorkerId, c.Address, c.Lost.Epoch + 1)],
        (_, TakeOver) => [],

        ({ Options.Type: SessionType.Transcription } live, SubmitText or SubmitCommand { Command: not (ItemDeleteRequested
            or ItemRetrieveRequested or InputClearRequested or InputCommitRequested) }) when live.Is(command.SessionId) =>
            throw new TranscriptionOnlyException(command.SessionId),
        ({ Phase: not SessionPhase.Ending } live, SubmitText c) when live.Is(c.SessionId) => Submitted(live, c),
        ({ Phase: not SessionPhase.Ending } live, AnswerHandoff c) when live.Is(c.SessionId) => Answered(live, c),
        ({ Phase: not SessionPhase.Ending } live, SubmitCommand c) when live.Is(c.SessionId) => Submitted(live, c.Command),
        (_, SubmitText or SubmitCommand or AnswerHandoff) => throw new SessionNotLiveException(command.SessionId),

        ({ Phase: SessionPhase.Requested } live, RequestEnd c) when live.Is(c.SessionId) => [EndedByOthers(live, EndReason.Requested)],
        ({ Phase: not SessionPhase.Ending } live, RequestEnd c) when live.Is(c.SessionId) => [new EndRequested(live.SessionId)],
        (_, RequestEnd) => [],

        ({ } live, Record c) when live.Is(c.SessionId) && live.OwnedBy(c.Owner) => Admitted(live, c.Events),
        (_, Record c) => throw new OwnershipLostException(c.SessionId),

        ({ } live, End c) when live.Is(c.SessionId) && live.OwnedBy(c.Owner) => Ended(live, c),
        ({ } live, LoseWorker c) when live.Is(c.SessionId) && live.OwnedBy(c.Owner) =>
            [EndedByOthers(live, EndReason.WorkerLost, Errors.WorkerLost)],
        ({ Phase: SessionPhase.Requested } live, GiveUpStart c) when live.Is(c.SessionId) =>
            [EndedByOthers(live, EndReason.StartFailed, c.Error)],
        (_, End or LoseWorker or GiveUpStart) => [],

        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "There is no decision for this command."),
    };

    static SessionRequested Requested(Start c) => new(c.SessionId, c.Options) { Warnings = c.Warnings };

    static SessionEvent[] Submitted(LiveSession live, SubmitText c)
    {
        if (live.Undelivered.Contains(c.InputId)) return [];
        if (live.Undelivered.Count >= MaximumUndelivered) throw new InputOverloadedException(c.SessionId, MaximumUndelivered);
        return [new TextSubmitted(c.SessionId, c.InputId, c.Role, c.Text)];
    }

    static SessionEvent[] Submitted(LiveSession live, CommandSubmitted command)
    {
        if (live.Commands?.Contains(command.InputId) == true) return [];
        if (live.Commands?.Count >= MaximumUndelivered) throw new InputOverloadedException(command.SessionId, MaximumUndelivered);
        return [command];
    }

    static SessionEvent[] Answered(LiveSession live, AnswerHandoff c) => live.Handoffs.FirstOrDefault(h => h.CallId == c.CallId) switch
    {
        null => throw new UnknownHandoffException(c.SessionId, c.CallId),
        { Answered: true } => [],
        _ => [new HandoffAnswered(c.SessionId, c.CallId, c.Output, Failure: null)],
    };

    /// <summary>
    /// Filters what an owner records: no events before the start, and no second event of those that may happen only once.
    /// </summary>
    static List<SessionEvent> Admitted(LiveSession live, IReadOnlyList<SessionEvent> events)
    {
        var admitted = new List<SessionEvent>(events.Count);
        foreach (var e in events)
        {
            if (!Admits(live, e)) continue;
            admitted.Add(e);
            live = live.After(e);
        }

        return admitted;
    }

    static bool Admits(LiveSession live, SessionEvent e) => live.Is(e.SessionId) && e switch
    {
        SessionStarted => !live.HasStarted,
        SessionRequested or SessionClaimed or TextSubmitted or CommandSubmitted or EndRequested or SessionEnded => false,
        _ when !live.HasStarted => false,
        TextDelivered text => live.Undelivered.Contains(text.InputId),
        CommandDelivered command => live.Commands?.Contains(command.InputId) == true,
        HandoffRequested call => !live.Handoffs.Any(h => h.CallId == call.CallId),
        HandoffAnswered call => live.Handoffs.Any(h => h.CallId == call.CallId && !h.Answered),
        _ => true,
    };

    static List<SessionEvent> Ended(LiveSession live, End c)
    {
        var events = Admitted(live, c.Events);
        live = events.Aggregate(live, (now, e) => now.After(e));
        var (reason, error) = Outcome(live.HasStarted, c.Outcome);
        events.Add(new SessionEnded(live.SessionId, reason, error, c.Outcome.CloseCode, c.Outcome.CloseReason,
            c.Outcome.Totals.AtEndOf(live), TotalsComplete: c.Owner.Epoch == 1));
        return events;
    }

    /// <summary>A failure before the start is a failed start, with the error; after the start it is never one.</summary>
    static (EndReason Reason, SessionError? Error) Outcome(bool started, SessionOutcome outcome) => (started, outcome.Reason) switch
    {
        (false, EndReason.Error or EndReason.TransportClosed or EndReason.StartFailed) =>
            (EndReason.StartFailed, outcome.Error ?? Errors.ClosedBeforeStart),
        (true, EndReason.StartFailed) => (EndReason.Error, outcome.Error),
        _ => (outcome.Reason, outcome.Error),
    };

    static SessionEnded EndedByOthers(LiveSession live, EndReason reason, SessionError? error = null) =>
        new(live.SessionId, reason, error, CloseCode: null, CloseReason: null, SessionTotals.OfLog.AtEndOf(live), TotalsComplete: false);
}
