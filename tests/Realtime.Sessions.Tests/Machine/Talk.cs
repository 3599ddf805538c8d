using System.Text.Json;
using Realtime.Sessions.Machine;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>
/// A session in the machine, with a clock that a test moves and a world that behaves: what is recorded of tool calls comes back from the
/// log, and what is sent is written. A test says what happens and reads what was sent, recorded and told.
/// </summary>
sealed class Talk
{
    public static readonly Guid Session = Guid.Parse("01900000-0000-7000-8000-000000000001");
    public static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    public static readonly Abilities All = new(Truncate: true, Cancel: false, Settle: true, Renew: true, Replay: true);

    public static readonly Bounds Bounds = new(
        Transport: TimeSpan.FromMinutes(60), Life: TimeSpan.FromHours(24), Idle: TimeSpan.Zero, ClientGone: TimeSpan.FromSeconds(30),
        Handoff: TimeSpan.FromSeconds(60), Settle: TimeSpan.FromSeconds(5), Quiet: TimeSpan.FromMilliseconds(20),
            Drain: TimeSpan.FromSeconds(1));

    readonly List<Effect> effects = [];
    DateTimeOffset? alarm;
    long turn;

    Talk(Terms terms) => Take(SessionMachine.Begin(terms, Now));

    public State State { get; private set; } = State.Over.Instance;
    public DateTimeOffset Now { get; private set; } = Noon;
    public IReadOnlyList<Effect> Effects => effects;

    /// <summary>Whether what is recorded of tool calls comes back from the log at once.</summary>
    public bool LogAnswers { get; set; } = true;

    /// <summary>Whether what is sent is written at once.</summary>
    public bool IsWritten { get; set; } = true;

    public static Talk Connecting(SessionOptions? options = null, Abilities? can = null, Resumption? left = null) =>
        new(new Terms(Session, options ?? new SessionOptions("m"), new OwnerToken("w", 1), can ?? All, Bounds, Resumption: left));

    public static Talk Conversing(SessionOptions? options = null, Abilities? can = null, Resumption? left = null)
    {
        var talk = Connecting(options, can, left).Happens(new Input.TransportOpened(1, 12));
        talk.effects.RemoveAll(effect => effect is not Effect.Send);
        return talk;
    }

    public Talk Happens(Input input)
    {
        Take(SessionMachine.Step(State, input, Now));
        return this;
    }

    public Talk Said(params UpstreamMessage[] messages)
    {
        foreach (var message in messages) Happens(new Input.UpstreamSaid(Transport, message));
        return this;
    }

    public Talk Said(params SessionEvent[] events) => Said([.. events.Select(e => new UpstreamMessage.Recorded(e))]);

    public Talk Text(string text) => Happens(new Input.LogSaid(new TextSubmitted(Session, text, "user", text)));

    public Talk Command(CommandSubmitted command) => Happens(new Input.LogSaid(command));

    public Talk Answer(string call, string output) => Happens(new Input.LogSaid(new HandoffAnswered(Session, call, output, Failure: null)));

    public Talk DriverCame() => Happens(new Input.DriverCame(++turn));

    public Talk DriverLeft(bool properly = false) => Happens(new Input.DriverLeft(++turn, properly));

    /// <summary>Time passes; every alarm on the way rings.</summary>
    public Talk After(double seconds)
    {
        var until = Now + TimeSpan.FromSeconds(seconds);
        while (alarm <= until)
        {
            Now = alarm.Value > Now ? alarm.Value : Now;
            Happens(new Input.Rang(Noon));
        }

        Now = until;
        return this;
    }

    public int Transport =>
        State is State.Live live ? live.Facts.Transport : State is State.Draining draining ? draining.Facts.Transport : 1;

    /// <summary>What the model was told since the last look, in words.</summary>
    public string[] Sent()
    {
        var sent = effects.OfType<Effect.Send>().Select(effect => Word(effect.Command)).ToArray();
        effects.RemoveAll(effect => effect is Effect.Send);
        return sent;
    }

    public T[] Recorded<T>() where T : SessionEvent => [.. effects.OfType<Effect.Record>().Select(effect => effect.Event).OfType<T>()];

    public T[] Did<T>() where T : Effect => [.. effects.OfType<T>()];

    public SessionOutcome Ended =>
        Assert.Single(Did<Effect.Finish>()).Outcome ?? throw new InvalidOperationException("The session was given up without an end.");

    void Take((State State, IReadOnlyList<Effect> Effects) step)
    {
        State = step.State;
        effects.AddRange(step.Effects);
        foreach (var effect in step.Effects)
        {
            if (effect is Effect.Arm arm) alarm = arm.At;
            if (IsWritten && effect is Effect.Send { Command: UpstreamCommand.Say or UpstreamCommand.Respond or UpstreamCommand.Tell } sent) Happens(
                new Input.Written(sent.Command));
            if (LogAnswers && effect is Effect.Record { Event: HandoffAnswered answer }) Happens(new Input.LogSaid(answer));
        }
    }

    static string Word(UpstreamCommand command) => command switch
    {
        UpstreamCommand.Say say => $"text {say.Text.Text}",
        UpstreamCommand.AnswerCall answer => $"answer {answer.CallId}: {answer.Output}",
        UpstreamCommand.Respond => "response",
        UpstreamCommand.Tell { Command: var told } => $"{told.GetType().Name} {told.InputId}",
        UpstreamCommand.Truncate cut => $"truncate {cut.ItemId} at {cut.Milliseconds}",
        UpstreamCommand.Configure again =>
            $"configure{(again.IsRestore ? " what was in force" : "")} without [{string.Join(", ", again.Without)}]",
        _ => command.GetType().Name,
    };

    public static UpstreamMessage Began(string id = "r1") => new UpstreamMessage.ResponseBegan(id);

    public static UpstreamMessage Over(string? id = "r1", string status = "completed", params ToolCall[] calls) =>
        new UpstreamMessage.ResponseOver(id, status, TokenUsage.None, calls);

    public static UpstreamMessage Calls(string call, string? response = "r1", bool complete = true) =>
        new UpstreamMessage.CallsTool(new ToolCall(call, "weather", "{}", complete, response));

    public static UpstreamMessage Audio(long milliseconds, string item = "a1") => new UpstreamMessage.Audio(item, 0, milliseconds);

    public static SessionEvent Speaks(string item = "u1") => new SpeechStarted(Session, item, 0);

    public static SessionEvent StopsSpeaking(string item = "u1") => new SpeechStopped(Session, item, 0);

    public static UpstreamMessage Refusal(Subject about, string code = "invalid_value", string? field = null) =>
        new UpstreamMessage.Warning(new SessionError(code, "Refused.", ErrorOrigin.Upstream, false), KnownKind: true,
            about) { Field = field };

    /// <summary>The provider refuses a client's command.</summary>
    public static UpstreamMessage Refuses(CommandSubmitted command, bool isAlreadyActive = false) =>
        new UpstreamMessage.Warning(new SessionError("refused", "Refused.", ErrorOrigin.Upstream, false), KnownKind: true, Subject.Command)
        {
            Command = CommandIds.Of(command),
            IsAlreadyActive = isAlreadyActive,
        };

    public static UpstreamMessage AlreadyActive(Subject about = Subject.Unsaid) =>
        new UpstreamMessage.Warning(new SessionError("conversation_already_has_active_response", "m", ErrorOrigin.Upstream, false), true,
            about) { IsAlreadyActive = true };

    public static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
