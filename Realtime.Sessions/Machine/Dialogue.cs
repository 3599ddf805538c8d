using System.Collections.Immutable;
using static Realtime.Sessions.Machine.UpstreamMessage;

namespace Realtime.Sessions.Machine;

/// <summary>
/// Steers the model where no live driver does: each text asks for an answer, one at a time; speech over output audio cuts it where it was
/// heard; tool calls are told, and answered once. While a driver is attached all of this is followed, so that it can go on when the driver
/// leaves.
/// </summary>
public sealed record Dialogue(Terms Terms)
{
    /// <summary>What blocks an answer that is owed is given up after so much silence of the provider.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>After speech the provider answers by itself; where it does not in this time, it is asked.</summary>
    static readonly TimeSpan OwnAnswer = TimeSpan.FromMilliseconds(500);

    public Responses Responses { get; init; } = Responses.None;
    public ToolCalls Calls { get; init; } = new(Terms.SessionId, Terms.Bounds.Handoff);
    public Playback Playback { get; init; } = Playback.Nothing;
    public Commands Commands { get; init; } = new(Terms.SessionId);

    /// <summary>
    /// A live driver asks for answers, cuts its own playback and answers calls; or there are none, as the session only transcribes.
    /// </summary>
    public bool IsDriven { get; init; } = IsDrivenAlone(Terms.Options);

    static bool IsDrivenAlone(SessionOptions options) => options is { Driver: SessionDriver.Live } or { Type: SessionType.Transcription };

    ImmutableList<SessionEvent> Waiting { get; init; } = [];

    /// <summary>Texts, items and answers that were sent, and that the provider has not shown to know yet.</summary>
    ImmutableHashSet<string> Unconfirmed { get; init; } = [];
    ImmutableHashSet<string> SpeechSinceCall { get; init; } = [];
    bool IsSpeaking { get; init; }
    DateTimeOffset? SpeechEnded { get; init; }

    /// <summary>When the model was last told of an approval: it may go on by itself.</summary>
    DateTimeOffset? Approved { get; init; }
    DateTimeOffset LastHeard { get; init; }
    DateTimeOffset? LooksAgain { get; init; }

    /// <summary>Nobody else asks, the user does not speak, and every call is answered.</summary>
    bool MayAsk => !IsDriven && MayRequest;

    /// <summary>A response that a client asks for with options waits for less: a live driver does not ask in its place.</summary>
    bool MayRequest => this is { IsSpeaking: false, SpeechEnded: null, Approved: null } && (IsDriven || Calls.AreAnswered);

    public DateTimeOffset? Next => new[] { IsDriven ? null : Calls.Due, Calls.ClosingUntil, SpeechEnded + OwnAnswer, Approved + OwnAnswer, LooksAgain }.Min();

    public Dialogue Hear(UpstreamMessage message, DateTimeOffset now, List<Effect> does)
    {
        var heard = this with { LastHeard = now };
        if (message.NamedItem is { } item && Unconfirmed.Contains(item)) heard = heard with { Unconfirmed = Unconfirmed.Remove(item) };
        switch (message)
        {
            case Audio audio:
                return IsDriven ? heard : heard with { Playback = Playback.Add(audio, now) };
            case ResponseBegan began:
                return heard.Begin(began, does);
            case ResponseOver over:
                return heard.End(over, now, does);
            case CallsTool { Call: var call }:
                return heard.Hold(call, now, does);
            case CallAnswered answered:
                does.Add(new Effect.Record(answered.Item));
                return heard with
                {
                    Calls = Calls.IsAnswered(answered.CallId, answered.Output, does),
                    Unconfirmed = Unconfirmed.Remove(answered.CallId),
                };
            case Warning warning:
                return heard.Refused(warning, does);
            case Retrieved retrieved:
                return heard with { Commands = Commands.Retrieved(retrieved.Item, does) };
            case Recorded { Event: var e }:
                does.Add(new Effect.Record(e));
                return heard.Hear(e, now, does);
            default:
                return heard;
        }
    }

    Dialogue Begin(ResponseBegan began, List<Effect> does)
    {
        var responses = Responses.Began(began.ResponseId, began.InConversation);
        var isBeside = responses.IsBeside(began.ResponseId);
        if (Responses.Active != began.ResponseId)
            does.Add(new Effect.Record(new ResponseStarted(Terms.SessionId, began.ResponseId) { OutOfBand = isBeside }));
        if (isBeside) return this with { Responses = responses };
        var knowsAll = (IsDriven || SpeechEnded is not null || Approved is not null && !Responses.IsAsked) && Unconfirmed.IsEmpty;
        return this with
        {
            Commands = responses.IsAsked ? Commands : Commands.Begun(),
            Responses = knowsAll ? responses.Paid() : responses,
            Playback = IsDriven ? Playback : Playback.Begin(),
            SpeechEnded = null,
            Approved = knowsAll ? null : Approved,
        };
    }

    /// <summary>Tool calls come before the end of their response: nobody can act on those of a response that does not stand.</summary>
    Dialogue End(ResponseOver over, DateTimeOffset now, List<Effect> does)
    {
        var (isBeside, ends) = (Responses.IsBeside(over.ResponseId), Responses.EndsWith(over.ResponseId));
        var response = string.IsNullOrEmpty(over.ResponseId) ? Responses.Active ?? "" : over.ResponseId;
        if (!isBeside && !ends) return this;
        var calls = over.Calls.Aggregate(Calls, (all, call) => all.Hold(call with { ResponseId = response }));
        calls = ends && over.Status is not ("cancelled" or "failed") ? calls.Tell(response, now, does) : calls.Drop(response);
        does.Add(new Effect.Record(new ResponseDone(Terms.SessionId, response, over.Status, over.Usage)
            { OutOfBand = isBeside, Details = over.Details, Model = over.Model }));
        var responses = Responses.Over(over.ResponseId);
        return this with { Calls = calls, Responses = responses, Commands = responses.IsAsked ? Commands : Commands.Over() };
    }

    /// <summary>A call outside any response stands by itself.</summary>
    Dialogue Hold(ToolCall call, DateTimeOffset now, List<Effect> does)
    {
        if (Responses.IsBeside(call.ResponseId) || Responses.WasOver(call.ResponseId)) return this;
        var calls = Calls.Hold(call);
        return this with { Calls = Responses.IsBusy ? calls : calls.Tell(call.ResponseId, now, does) };
    }

    /// <summary>Whether the refusal is recorded as that of a client's command.</summary>
    public bool IsRecorded(Warning warning) => Commands.Find(warning) is { } command && !IsDeferred(command, warning);

    /// <summary>A response of the conversation that another one stands against is asked for again.</summary>
    static bool IsDeferred(CommandSubmitted command, Warning warning) =>
        warning.IsAlreadyActive && command is ResponseRequested { IsOutOfBand: false };

    Dialogue Refused(Warning warning, List<Effect> does) => (warning, Commands.Find(warning)) switch
    {
        (_, { } command) when !IsDeferred(command, warning) => Refuse(command, warning.Error, does),
        ({ About: Subject.Command, IsAlreadyActive: false }, _) or ({ About: Subject.Client }, _) => this,
        (_, ResponseRequested request) when !Commands.MayBeAsked(request) => this with { Commands = Commands.AskAgain(request) },
        (_, ResponseRequested request) =>
            this with { Responses = Responses.AlreadyActive(owes: false), Commands = Commands.AskAgain(request) },
        // What is asked for now is a client's request, so that an error without its name is about an earlier one of ours.
        ({ IsAlreadyActive: true }, _) when Commands.IsAsked => this with { Responses = Responses.Owe() },
        ({ IsAlreadyActive: true }, _) => this with { Responses = Responses.AlreadyActive() },
        ({ About: Subject.Response }, _) when Commands.IsAsked => this,
        ({ About: Subject.Unsaid, KnownKind: true }, _) when Commands.Asked is { } asked && Responses.IsSent =>
            Refuse(asked, warning.Error, does),
        ({ About: Subject.Response } or { About: Subject.Unsaid, KnownKind: true }, _) => this with { Responses = Responses.Refused() },
        _ => this,
    };

    /// <summary>A client's command came to nothing.</summary>
    public Dialogue Refuse(CommandSubmitted command, SessionError error, List<Effect> does) => this with
    {
        Responses = command == Commands.Asked ? Responses.Refused() : Responses,
        Commands = Commands.Refuse(command, error, does),
        Unconfirmed = ItemOf(command) is { } item ? Unconfirmed.Remove(item) : Unconfirmed,
    };

    Dialogue Hear(SessionEvent e, DateTimeOffset now, List<Effect> does)
    {
        switch (e)
        {
            case SpeechStarted speech:
                var since = speech.ItemId is { } item && !Calls.AreAnswered ? SpeechSinceCall.Add(item) : SpeechSinceCall;
                var speaking = this with { IsSpeaking = true, SpeechEnded = null, SpeechSinceCall = since };
                return IsDriven ? speaking : speaking.Interrupt(now, does);
            case SpeechStopped:
                return this with { IsSpeaking = false, SpeechEnded = now };
            // A noise has no words, and does not cost the call.
            case TranscriptCompleted { Role: "user" } said
                when !IsDriven && SpeechSinceCall.Contains(said.ItemId) && !string.IsNullOrWhiteSpace(said.Text):
                return this with { Calls = Calls.Close("The user went on before an answer came.", now, does) };
            default:
                return this;
        }
    }

    Dialogue Interrupt(DateTimeOffset now, List<Effect> does)
    {
        if (Terms.Can.Cancel && Responses.Active is not null) does.Add(new Effect.Send(UpstreamCommand.Cancel.Instance));
        var cut = Terms.Can.Truncate ? Playback.Interruption(now) : null;
        if (cut is not null) does.Add(new Effect.Send(cut));
        return this with { Playback = Playback.Interrupted(cut) };
    }

    /// <summary>
    /// A text, a command or an answer on the log. A text closes the calls that are open, and waits for what the model is told of them.
    /// </summary>
    public Dialogue Read(SessionEvent e, DateTimeOffset now, List<Effect> does)
    {
        switch (e)
        {
            case TextSubmitted or ItemSubmitted { Respond: true }:
                var calls = IsDriven ? Calls : Calls.Close("The user went on before an answer came.", now, does);
                return this with { Calls = calls, Waiting = Waiting.Add(e), SpeechEnded = null };
            case ResponseRequested { IsOutOfBand: false } request:
                return this with { Commands = Commands.Request(request) };
            case CommandSubmitted:
                return this with { Waiting = Waiting.Add(e) };
            case HandoffAnswered answer:
                var (told, answered) = (does.Count, Calls.Answer(answer, does));
                return this with
                {
                    Calls = answered,
                    Unconfirmed = does.Count > told ? Unconfirmed.Add(answer.CallId) : Unconfirmed,
                    Responses = IsDriven ? Responses : Responses.Owe(),
                    SpeechEnded = null,
                    SpeechSinceCall = answered.AreAnswered ? [] : SpeechSinceCall,
                };
            default:
                return this;
        }
    }

    /// <summary>The request for an answer is written.</summary>
    public Dialogue Asked() => this with { Responses = Responses.Sent() };

    public Dialogue DriverCame() => this with { IsDriven = true, Playback = Playback.OfDriver };

    public Dialogue DriverLeft() => this with
    {
        IsDriven = IsDrivenAlone(Terms.Options),
        Playback = Responses.Active is null ? Playback.Nothing : Playback,
    };

    /// <param name="items">Texts that the new transport was told with everything else.</param>
    public Dialogue OnNewTransport(IEnumerable<string> items)
    {
        var cutOff = Commands.IsAsked ? Responses.IsSent : Commands.IsRunning;
        return this with
        {
            Unconfirmed = [.. Unconfirmed.Where(TextItems.IsOfInput).Except(items)],
            Responses = Responses.OnNewTransport(IsDriven, owes: !cutOff),
            Commands = cutOff ? Commands.AskAgain() : Commands,
            Calls = Calls.Drop(response: null),
            Playback = Playback.Nothing,
            IsSpeaking = false,
            SpeechEnded = null,
            Approved = null,
        };
    }

    public Dialogue Resume(Unfinished unfinished, DateTimeOffset now) => this with
    {
        Calls = Calls.Resume(unfinished, now),
        Responses = unfinished.IsOwed && !IsDriven ? Responses.Owe() : Responses,
        LastHeard = now,
    };

    public Dialogue Ring(DateTimeOffset now, List<Effect> does)
    {
        var rung = this with { Calls = (IsDriven ? Calls : Calls.CloseOverdue(now, does)).GiveUpOnLog(now, does) };
        if (SpeechEnded + OwnAnswer <= now) rung = rung with { SpeechEnded = null };
        if (Approved + OwnAnswer <= now) rung = rung with { Approved = null };
        if (LooksAgain > now || LooksAgain is null) return rung;
        rung = rung with { LooksAgain = null };
        var isAlive = now - LastHeard < Patience || Responses is { IsAsked: true, IsSent: false };
        return isAlive ? rung : rung with
        {
            IsSpeaking = false,
            Responses = Responses.Unblock(owes: !Commands.IsAsked),
            Commands = Commands.AskAgain(),
        };
    }

    /// <summary>Says what waits, and asks for what is owed, as soon as nothing stands against it.</summary>
    public Dialogue Proceed(DateTimeOffset now, List<Effect> does)
    {
        var next = this;
        if (!Waiting.IsEmpty && !Calls.AreClosing)
        {
            next = Waiting.Aggregate(next, (said, e) => said.Say(e, now, does)) with { Waiting = [] };
        }

        if (next is { MayRequest: true, Commands.Next: not null, Responses.IsBusy: false })
        {
            next = next with { Commands = next.Commands.Ask(does), Responses = next.Responses.Ask() };
        }

        if (next is { MayAsk: true, Responses: { IsOwed: true, IsBusy: false } })
        {
            does.Add(new Effect.Send(UpstreamCommand.Respond.Instance));
            next = next with { Responses = next.Responses.Ask() };
        }

        var waits = next.Commands is { Next: not null } or { IsAsked: true };
        var isBlocked = waits || !next.IsDriven && (next.Responses.IsAsked || next.Responses.IsOwed && (next.Responses.IsBusy || next.IsSpeaking));
        return isBlocked == next.LooksAgain is not null ? next : next with { LooksAgain = isBlocked ? now + Patience : null };
    }

    /// <summary>Tells the model what a client submitted.</summary>
    Dialogue Say(SessionEvent e, DateTimeOffset now, List<Effect> does)
    {
        if (e is CommandSubmitted command)
        {
            var told = this with { Commands = Commands.Tell(command, does) };
            if (ItemOf(command) is { } item) told = told with { Unconfirmed = Unconfirmed.Add(item) };
            if (command is McpApprovalAnswered) told = told with { Approved = now };
            return command is ItemSubmitted { Respond: true } or McpApprovalAnswered ? told.Owe() : told;
        }

        var text = (TextSubmitted)e;
        does.Add(new Effect.Send(new UpstreamCommand.Say(text)));
        return (this with { Unconfirmed = Unconfirmed.Add(TextItems.Of(text)) }).Owe();
    }

    static string? ItemOf(CommandSubmitted command) =>
        command switch { ItemSubmitted item => item.ItemId, McpApprovalAnswered approval => approval.ItemId, _ => null };

    Dialogue Owe() => IsDriven ? this : this with { Responses = Responses.Owe() };
}
