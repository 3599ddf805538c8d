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
    public Responses Responses { get; init; } = Responses.None;
    public ResponseRequests Requests { get; init; } = ResponseRequests.None;
    public OwnAnswer OwnAnswer { get; init; } = OwnAnswer.None;
    public Commands Commands { get; init; } = new(Terms.SessionId);
    public ToolCalls Calls { get; init; } = new(Terms.SessionId, Terms.Bounds.Handoff);
    public Playback Playback { get; init; } = Playback.Nothing;

    /// <summary>
    /// A live driver asks for answers, cuts its own playback and answers calls; or there are none, as the session only transcribes.
    /// </summary>
    public bool IsDriven { get; init; } = IsDrivenAlone(Terms.Options);

    static bool IsDrivenAlone(SessionOptions options) => options is { Driver: SessionDriver.Live } or { Type: SessionType.Transcription };

    /// <summary>Texts and commands of the log that the model is not told yet.</summary>
    internal ImmutableList<SessionEvent> Waiting { get; init; } = [];

    /// <summary>Texts, items and answers that were sent, and that the provider has not shown to know yet.</summary>
    internal ImmutableHashSet<string> Unconfirmed { get; init; } = [];

    /// <summary>Commands' items among them that the transport took.</summary>
    internal ImmutableHashSet<string> Written { get; init; } = [];

    /// <summary>What the user said since a call was open.</summary>
    internal ImmutableHashSet<string> SpeechSinceCall { get; init; } = [];
    internal bool IsSpeaking { get; init; }
    internal DateTimeOffset LastHeard { get; init; }

    /// <summary>When to look whether the provider has been silent for too long; null where nothing waits for it.</summary>
    internal DateTimeOffset? LooksAgain { get; init; }

    public DateTimeOffset? Next => new[] { IsDriven ? null : Calls.Due, Calls.ClosingUntil, OwnAnswer.Due, LooksAgain }.Min();

    public Dialogue Hear(UpstreamMessage message, DateTimeOffset now, List<Effect> does)
    {
        var heard = this with { LastHeard = now };
        if (message.NamedItem is { } item && Unconfirmed.Contains(item)) heard = heard.Confirmed(item);
        switch (message)
        {
            case Audio audio:
                return IsDriven ? heard : heard with { Playback = Playback.Add(audio, now) };
            case ResponseBegan began:
                return Turns.Begin(heard, began, does);
            case ResponseOver over:
                return Turns.End(heard, over, now, does);
            case CallsTool { Call: var call }:
                return Turns.Hold(heard, call, now, does);
            case CallAnswered answered:
                does.Add(new Effect.Record(answered.Item));
                return heard with
                {
                    Calls = Calls.IsAnswered(answered.CallId, answered.Output, does),
                    Unconfirmed = Unconfirmed.Remove(answered.CallId),
                };
            case Warning warning:
                return Refusals.Hear(heard, warning, does);
            case Retrieved retrieved:
                return heard with { Commands = Commands.Retrieved(retrieved.Item, does) };
            case Recorded { Event: ItemDeleted deleted }:
                does.Add(new Effect.Record(deleted));
                return heard with { Commands = Commands.Deleted(deleted.ItemId) };
            case Recorded { Event: var e }:
                does.Add(new Effect.Record(e));
                return Speech.Hear(heard, e, now, does);
            default:
                return heard;
        }
    }

    /// <summary>Says what waits, and asks for what is owed, as soon as nothing stands against it.</summary>
    public Dialogue Proceed(DateTimeOffset now, List<Effect> does) => Asking.Proceed(Submissions.Proceed(this, does), now, does);

    public Dialogue Ring(DateTimeOffset now, List<Effect> does) => Asking.Ring(
        this with
        {
            Calls = (IsDriven ? Calls : Calls.CloseOverdue(now, does)).GiveUpOnLog(now, does),
            OwnAnswer = OwnAnswer.Ring(now),
        }, now);

    /// <summary>The user waits for an answer. A live driver asks for it by itself.</summary>
    public Dialogue Owe() => IsDriven ? this : this with { Responses = Responses.Owe() };

    /// <summary>The user waits for an answer to the command, unless the provider refuses it.</summary>
    public Dialogue OweFor(CommandSubmitted command) => IsDriven ? this : this with { Responses = Responses.OweFor(command.InputId) };

    /// <summary>The provider knows the item, or will never know it.</summary>
    public Dialogue Confirmed(string item) => this with { Unconfirmed = Unconfirmed.Remove(item), Written = Written.Remove(item) };

    public Dialogue DriverCame() => this with { IsDriven = true, Playback = Playback.OfDriver };

    public Dialogue DriverLeft() => this with
    {
        IsDriven = IsDrivenAlone(Terms.Options),
        Playback = Responses.Active is null ? Playback.Nothing : Playback,
    };

    /// <param name="items">The items that the new transport was told.</param>
    public Dialogue OnNewTransport(IReadOnlySet<string> items)
    {
        var (commands, again) = Commands.OnNewTransport(items);
        var cutOff = Requests.IsAsked ? Responses.IsSent : Requests.IsRunning;
        return this with
        {
            Unconfirmed = [.. Unconfirmed.Where(TextItems.IsOfInput).Except(items).Except(Written)],
            Written = [],
            Commands = commands,
            Waiting = Waiting.InsertRange(0, again),
            Responses = Responses.OnNewTransport(IsDriven, owes: !cutOff),
            Requests = cutOff ? Requests.AskAgain() : Requests,
            Calls = Calls.Drop(response: null),
            Playback = Playback.Nothing,
            IsSpeaking = false,
            OwnAnswer = OwnAnswer.OnNewTransport(),
        };
    }

    /// <param name="items">The items that the transport is told.</param>
    public Dialogue Resume(Unfinished unfinished, IReadOnlySet<string> items, DateTimeOffset now) => this with
    {
        Waiting = [.. Machine.Commands.Again(unfinished.Unanswered, items)],
        Calls = Calls.Resume(unfinished, now),
        Responses = unfinished.IsOwed && !IsDriven ? Responses.Owe() : Responses,
        Requests = unfinished.Request is { } request ? Requests.Add(request) : Requests,
        LastHeard = now,
    };
}
