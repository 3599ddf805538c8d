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

    /// <summary>A live driver asks for answers, cuts its own playback and answers calls.</summary>
    public bool IsDriven { get; init; } = Terms.Options.Driver is SessionDriver.Live;

    ImmutableList<TextSubmitted> Waiting { get; init; } = [];
    /// <summary>Texts and answers that were sent, and that the provider has not shown to know yet.</summary>
    ImmutableHashSet<string> Unconfirmed { get; init; } = [];
    ImmutableHashSet<string> SpeechSinceCall { get; init; } = [];
    bool IsSpeaking { get; init; }
    DateTimeOffset? SpeechEnded { get; init; }
    DateTimeOffset LastHeard { get; init; }
    DateTimeOffset? LooksAgain { get; init; }

    /// <summary>Nobody else asks, the user does not speak, and every call is answered.</summary>
    bool MayAsk => this is { IsDriven: false, IsSpeaking: false, SpeechEnded: null, Calls.AreAnswered: true };

    public DateTimeOffset? Next => new[] { IsDriven ? null : Calls.Due, Calls.ClosingUntil, SpeechEnded + OwnAnswer, LooksAgain }.Min();

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
                return heard with { Responses = Refused(warning) };
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
        var knowsAll = (IsDriven || SpeechEnded is not null) && Unconfirmed.IsEmpty;
        return this with
        {
            Responses = knowsAll ? responses.Paid() : responses,
            Playback = IsDriven ? Playback : Playback.Begin(),
            SpeechEnded = null,
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
        return this with { Calls = calls, Responses = Responses.Over(over.ResponseId) };
    }

    /// <summary>A call outside any response stands by itself.</summary>
    Dialogue Hold(ToolCall call, DateTimeOffset now, List<Effect> does)
    {
        if (Responses.IsBeside(call.ResponseId) || Responses.WasOver(call.ResponseId)) return this;
        var calls = Calls.Hold(call);
        return this with { Calls = Responses.IsBusy ? calls : calls.Tell(call.ResponseId, now, does) };
    }

    Responses Refused(Warning warning) => warning switch
    {
        { About: Subject.Client } => Responses,
        { IsAlreadyActive: true } => Responses.AlreadyActive(),
        { About: Subject.Response } or { About: Subject.Unsaid, KnownKind: true } => Responses.Refused(),
        _ => Responses,
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
    /// A text or an answer on the log. A text closes the calls that are open, and waits for what the model is told of them.
    /// </summary>
    public Dialogue Read(SessionEvent e, DateTimeOffset now, List<Effect> does)
    {
        switch (e)
        {
            case TextSubmitted text:
                var calls = IsDriven ? Calls : Calls.Close("The user went on before an answer came.", now, does);
                return this with { Calls = calls, Waiting = Waiting.Add(text), SpeechEnded = null };
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
        IsDriven = Terms.Options.Driver is SessionDriver.Live,
        Playback = Responses.Active is null ? Playback.Nothing : Playback,
    };

    /// <param name="items">Texts that the new transport was told with everything else.</param>
    public Dialogue OnNewTransport(IEnumerable<string> items) => this with
    {
        Unconfirmed = [.. Unconfirmed.Where(TextItems.IsOfText).Except(items)],
        Responses = Responses.OnNewTransport(IsDriven),
        Calls = Calls.Drop(response: null),
        Playback = Playback.Nothing,
        IsSpeaking = false,
        SpeechEnded = null,
    };

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
        if (LooksAgain > now || LooksAgain is null) return rung;
        rung = rung with { LooksAgain = null };
        var isAlive = now - LastHeard < Patience || Responses is { IsAsked: true, IsSent: false };
        return isAlive ? rung : rung with { IsSpeaking = false, Responses = Responses.Unblock() };
    }

    /// <summary>Says what waits, and asks for what is owed, as soon as nothing stands against it.</summary>
    public Dialogue Proceed(DateTimeOffset now, List<Effect> does)
    {
        var next = this;
        if (!Waiting.IsEmpty && !Calls.AreClosing)
        {
            foreach (var text in Waiting) does.Add(new Effect.Send(new UpstreamCommand.Say(text)));
            var sent = Unconfirmed.Union(Waiting.Select(TextItems.Of));
            next = next with { Waiting = [], Unconfirmed = sent, Responses = IsDriven ? Responses : Responses.Owe() };
        }

        if (next is { MayAsk: true, Responses: { IsOwed: true, IsBusy: false } })
        {
            does.Add(new Effect.Send(UpstreamCommand.Respond.Instance));
            next = next with { Responses = next.Responses.Ask() };
        }

        var isBlocked = !next.IsDriven && (next.Responses.IsAsked || next.Responses.IsOwed && (next.Responses.IsBusy || next.IsSpeaking));
        return isBlocked == next.LooksAgain is not null ? next : next with { LooksAgain = isBlocked ? now + Patience : null };
    }
}
