namespace Realtime.Sessions.Tests.Model;

/// <summary>What may happen next; how often each stands in a mix is its weight.</summary>
enum Step
{
    Start,
    Replace,
    Text,
    RequestEnd,
    Answer,
    Claim,
    Upstream,
    Break,
    Flush,
    FlushAnswerLost,
    Observe,
    LoseWorker,
    LoseLease,
    TakeOver,
    HandOver,
    GiveUp,
    Repeat,
    Stray,
    Proceed,
}

/// <summary>
/// Turns numbers into a history: every number is one step, whatever its value, so that a failing schedule can be cut shorter.
/// </summary>
sealed class Schedule(IReadOnlyList<Step> mix)
{
    static readonly SessionError Broken = new("broken", "It broke.", ErrorOrigin.Transport, Retryable: true);

    readonly World world = new();
    readonly Dictionary<Stream, List<Guid>> known = [];
    readonly List<Transaction> open = [];
    readonly List<(Stream Stream, SessionCommand Command)> sent = [];
    readonly List<string> told = [];
    ModelWorker[] workers = [];
    int detail;

    public static World Run(IReadOnlyList<Step> mix, IEnumerable<int> numbers)
    {
        var schedule = new Schedule(mix);
        schedule.workers = [new(schedule.world, "w1"), new(schedule.world, "w2")];
        foreach (var stream in schedule.world.Streams) schedule.known[stream] = [schedule.world.NewId(0x5E)];
        try
        {
            foreach (var number in numbers) schedule.Do(number);
            schedule.Settle();
            Oracle.Check(schedule.world);
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"{broken.Message}\nafter\n  {string.Join("\n  ", schedule.told)}", broken);
        }

        return schedule.world;
    }

    void Do(int number)
    {
        var step = mix[number % mix.Count];
        detail = number / mix.Count;
        told.Add($"{step} {detail}");
        var stream = world.Streams[Pick(4) == 0 ? 1 : 0];
        var worker = Pick(workers);
        switch (step)
        {
            case Step.Start or Step.Replace:
                Send(stream, new Start(AnySession(stream, orNew: true), AnyOptions(), Replace: step is Step.Replace));
                break;
            case Step.Text:
                Send(stream, Pick(2) == 0
                    ? new SubmitText(AnySession(stream), $"i{Pick(3)}", "user", "hi")
                    : new SubmitCommand(AnyCommand(AnySession(stream), $"k{Pick(4)}")));
                break;
            case Step.RequestEnd:
                Send(stream, new RequestEnd(AnySession(stream)));
                break;
            case Step.Answer:
                Send(stream, new AnswerHandoff(AnySession(stream), $"c{Pick(2)}", "42"));
                break;
            case Step.Claim:
                Send(stream, new Claim(AnySession(stream), worker.Id, "http://w"));
                break;
            case Step.Upstream when worker.Sessions.Count > 0:
                var speaking = AnyOwned(worker);
                speaking.Happens(AnyEvent(speaking));
                break;
            case Step.Break when worker.Sessions.Count > 0:
                AnyOwned(worker).Breaks(AnyOutcome());
                break;
            case Step.Flush or Step.FlushAnswerLost:
                worker.Flush(answerLost: step is Step.FlushAnswerLost);
                break;
            case Step.Observe when worker.Sessions.Count > 0:
                AnyOwned(worker).Observe(Pick(8));
                break;
            case Step.LoseWorker when stream.Document.Live is { Owner: { } owner } live:
                Send(stream, new LoseWorker(live.SessionId, owner.Token));
                break;
            case Step.TakeOver when stream.Document.Live is { Owner: { } former } orphan:
                Send(stream, new TakeOver(orphan.SessionId, former.Token, worker.Id, "http://w"));
                break;
            case Step.HandOver when worker.Sessions.Count > 0:
                // It stops, and does not wait for the answer: the offer and its own end race.
                var left = AnyOwned(worker);
                worker.Flush(answerLost: false);
                Send(left.Stream, new TakeOver(left.Session, left.Owner, workers[worker == workers[0] ? 1 : 0].Id, "http://w"));
                left.Breaks(new SessionOutcome(EndReason.ServerShutdown));
                break;
            case Step.LoseLease:
                worker.LoseLease();
                break;
            case Step.GiveUp when stream.Document.Live is { } waiting:
                Send(stream, new GiveUpStart(waiting.SessionId, Errors.NoWorker));
                break;
            case Step.Repeat when sent.Count > 0:
                var again = Pick(sent);
                open.Add(new Transaction(world, again.Stream, again.Command));
                break;
            case Step.Stray:
                // Of somebody who is mistaken: never claimed it, or an epoch ago.
                var mistaken = new OwnerToken(worker.Id, Pick(3));
                Send(stream, Pick(3) switch
                {
                    0 => new End(AnySession(stream), mistaken, AnyOutcome(), []),
                    1 => new LoseWorker(AnySession(stream), mistaken),
                    _ => new Record(AnySession(stream), mistaken, [AnyEvent(AnySession(stream))]),
                });
                break;
            case Step.Proceed when open.Count > 0:
                Proceed(Pick(open));
                break;
        }
    }

    /// <summary>Everybody finishes what they began; then recovery ends what nobody owns any more.</summary>
    void Settle()
    {
        while (open.Count > 0) Proceed(open[^1]);
        foreach (var worker in workers) worker.Flush(answerLost: false);
        foreach (var stream in world.Streams)
        {
            if (stream.Document.Live is not { } live) continue;
            SessionCommand recovery = live.Owner is { } owner
                ? new LoseWorker(live.SessionId, owner.Token)
                : new GiveUpStart(live.SessionId, Errors.NoWorker);
            new Transaction(world, stream, recovery).Finish();
        }
    }

    void Send(Stream stream, SessionCommand command)
    {
        sent.Add((stream, command));
        open.Add(new Transaction(world, stream, command));
        // Half of them meet nobody.
        if (Pick(2) == 0) Proceed(open[^1]);
    }

    void Proceed(Transaction transaction)
    {
        if (!transaction.Try()) return;
        open.Remove(transaction);
        if (transaction.Events is [SessionClaimed claimed])
            workers.Single(w => claimed.WorkerId.StartsWith(w.Id[..2], StringComparison.Ordinal)).Claimed(claimed, transaction.Stream);
    }

    /// <summary>
    /// Mostly the live one, else the newest of the conversation; sometimes an older one, or one of the other conversation.
    /// </summary>
    Guid AnySession(Stream stream, bool orNew = false)
    {
        var which = Pick(8);
        if (which == 0) stream = Pick(world.Streams);
        if (orNew && which > 2) known[stream].Add(world.NewId(0x5E));
        return which == 1 ? Pick(known[stream]) : orNew ? known[stream][^1] : stream.Document.Live?.SessionId ?? known[stream][^1];
    }

    OwnedSession AnyOwned(ModelWorker worker) =>
        Pick(4) == 0 ? Pick(worker.Sessions) : worker.Sessions.FindLast(s => !s.Over) ?? worker.Sessions[^1];

    /// <summary>Mostly the start first; upstream may also speak before it, and a start may be told twice.</summary>
    SessionEvent AnyEvent(OwnedSession owned) =>
        owned.Silent && Pick(4) > 0 ? new SessionStarted(owned.Session, "gpt-realtime-2.1", null, 1) : AnyEvent(owned.Session);

    SessionEvent AnyEvent(Guid session) => Pick(10) switch
    {
        0 => new SessionStarted(session, "gpt-realtime-2.1", null, 1),
        1 => new CommandDelivered(session, $"k{Pick(4)}"),
        2 => new CommandRefused(session, $"k{Pick(4)}", "refused", "Refused."),
        3 => new TextDelivered(session, $"i{Pick(3)}"),
        4 => new HandoffRequested(session, $"c{Pick(2)}", "weather", "{}"),
        5 => new HandoffAnswered(session, $"c{Pick(2)}", null, "failed"),
        _ => new TranscriptDelta(session, "item", "assistant", "so"),
    };

    CommandSubmitted AnyCommand(Guid session, string inputId) => Pick(8) switch
    {
        0 => new ItemSubmitted(session, inputId, default, null, Respond: true),
        1 => new ItemDeleteRequested(session, inputId, "item"),
        2 => new ItemRetrieveRequested(session, inputId, "item"),
        3 => new ResponseRequested(session, inputId, null),
        4 => new ResponseCancelRequested(session, inputId, null),
        5 => new InputClearRequested(session, inputId),
        6 => new InputCommitRequested(session, inputId),
        _ => new McpApprovalAnswered(session, inputId, "request", true, null),
    };

    SessionOptions AnyOptions() => Story.Options with { OnWorkerLost = Pick(2) == 0 ? OnWorkerLost.End : OnWorkerLost.Resume };

    SessionOutcome AnyOutcome() => Pick(5) switch
    {
        0 => new SessionOutcome(EndReason.Requested),
        1 => new SessionOutcome(EndReason.TransportClosed, CloseCode: 1000),
        2 => new SessionOutcome(EndReason.Error, Broken),
        3 => new SessionOutcome(EndReason.StartFailed, Broken),
        _ => new SessionOutcome(EndReason.ServerShutdown),
    };

    /// <summary>Takes what it needs off the number and leaves the rest for the next choice.</summary>
    int Pick(int choices)
    {
        var picked = detail % choices;
        detail /= choices;
        return picked;
    }

    T Pick<T>(IReadOnlyList<T> choices) => choices[Pick(choices.Count)];
}
