using Realtime.Sessions.Machine;

namespace Realtime.Sessions.Tests.Model.Live;

/// <summary>
/// A session with its owner as the worker runs it: the machine's effects are carried out against a log that the decider guards and against
/// model providers. It checks at every step what must always hold.
/// </summary>
sealed class Talked
{
    public static readonly Guid Session = Machine.Talk.Session;
    static readonly OwnerToken Owner = new("w", 1);

    readonly Random random;
    readonly List<SessionEvent> pending = [];
    readonly Dictionary<int, ModelUpstream> transports = [];
    readonly Queue<Input> mailbox = new();
    readonly Queue<(UpstreamCommand Command, bool IsOwed)> queue = new();
    readonly List<string> said = [];
    readonly DateTimeOffset begun = Machine.Talk.Noon;
    DateTimeOffset? alarm;
    (string Item, DateTimeOffset Since, DateTimeOffset Ends, long Received)? plays;
    string? answering;
    readonly List<string> requested = [];
    int ids, listening, followed, opening, asked;
    long turn;
    bool isPaused, isSendingStopped, isSwitching;

    public Talked(SessionOptions options, Random random)
    {
        this.random = random;
        Now = begun;
        Log(new Start(Session, options));
        Log(new Claim(Session, "w", "http://w"));
        Take(SessionMachine.Begin(new Terms(Session, options, Owner, Machine.Talk.All, Machine.Talk.Bounds), Now));
    }

    /// <summary>What happened, where somebody wants to read it.</summary>
    public List<string>? Trace { get; init; }
    public DateTimeOffset Now { get; private set; }
    public State State { get; private set; } = State.Over.Instance;
    public List<SessionEvent> Events { get; } = [];
    public Conversation Conversation { get; private set; } = Conversation.Unborn("c");
    public int Finished { get; private set; }
    public bool HasDriver { get; private set; }
    public ModelUpstream? Upstream => transports.GetValueOrDefault(listening);
    public IEnumerable<ModelUpstream> Transports => transports.Values;
    public bool IsOver => State is State.Over;

    public string NewId() => $"id{++ids}";

    /// <summary>Decides on the log as it is, as every service does.</summary>
    public void Log(SessionCommand command)
    {
        try
        {
            var events = SessionDecider.Decide(Conversation, command);
            Events.AddRange(events);
            Conversation = Conversation.After(events);
        }
        catch (SessionRefusedException)
        {
            // Refused, and nothing is appended.
        }
    }

    public void Flush()
    {
        if (pending.Count == 0) return;
        SessionEvent[] events = [.. pending];
        pending.Clear();
        Log(new Record(Session, Owner, events));
    }

    /// <summary>The owner reads the next event of the log.</summary>
    public void Follow()
    {
        if (followed == Events.Count) return;
        var e = Events[followed++];
        if (StopCause.Of(e, Session, Owner) is { } cause) mailbox.Enqueue(new Input.Stop(cause));
        if (e is TextSubmitted or HandoffAnswered or CommandSubmitted) mailbox.Enqueue(new Input.LogSaid(e));
    }

    public void Happens(Input input) => mailbox.Enqueue(input);

    public void Opened(bool comesUp)
    {
        if (opening == 0) return;
        mailbox.Enqueue(comesUp ? new Input.TransportOpened(opening, 10)
            : new Input.TransportFailed(opening, new SessionError("down", "Down.", ErrorOrigin.Transport, true)));
        opening = 0;
    }

    /// <summary>The worker reads what the provider said.</summary>
    public void Read()
    {
        if (Upstream is not { Says.Count: > 0 } upstream) return;
        var message = upstream.Says.Dequeue();
        if (!(HasDriver && message is UpstreamMessage.Audio)) mailbox.Enqueue(
            new Input.UpstreamSaid(upstream.Number, message)); // a driver's audio passes by
    }

    /// <summary>The transport takes what waits.</summary>
    public void Write()
    {
        if (isPaused || isSendingStopped || Upstream is not { } upstream || !queue.TryDequeue(out var sent)) return;
        upstream.Take(sent.Command, sent.IsOwed);
        if (sent.Command is UpstreamCommand.Say or UpstreamCommand.Respond or UpstreamCommand.Tell) mailbox.Enqueue(new Input.Written(sent.Command));
    }

    public void Driver(bool comes, bool properly)
    {
        if (comes == HasDriver) return;
        HasDriver = comes;
        mailbox.Enqueue(comes ? new Input.DriverCame(++turn) : new Input.DriverLeft(++turn, properly));
    }

    public void Pass(TimeSpan time)
    {
        Now += time;
        if (alarm <= Now) mailbox.Enqueue(new Input.Rang(begun));
    }

    public void Step()
    {
        if (!mailbox.TryDequeue(out var input) || IsOver) return;
        if (input is Input.UpstreamSaid said && said.Transport == listening) Hear(said.Message);
        Trace?.Add($"{(Now - begun).TotalSeconds:F1} s, {State.Name}: {input}");
        Take(SessionMachine.Step(State, input, Now));
    }

    public bool IsIdle =>
        mailbox.Count == 0 && (Upstream?.Says.Count ?? 0) == 0 && (queue.Count == 0 || isPaused || isSendingStopped) && pending.Count == 0
        && followed == Events.Count && opening == 0;

    void Take((State State, IReadOnlyList<Effect> Effects) step)
    {
        State = step.State;
        Input? next = null;
        foreach (var effect in step.Effects)
        {
            Trace?.Add($"    {effect}");
            next = Carry(effect) ?? next;
        }

        isSwitching = false;
        if (next is not null)
        {
            Take(SessionMachine.Step(State, next, Now));
            return;
        }

        if (IsOver) Holds(alarm is null && State.Next is null, "a machine that is over holds no timer");
        else Holds(alarm == State.Next, "the alarm is set for the next deadline");
        foreach (var upstream in transports.Values) Holds(upstream.Outstanding <= 1, "at most one response is asked for");
    }

    Input? Carry(Effect effect)
    {
        Holds(Finished == 0 || effect is Effect.Arm, "nothing follows the end");
        switch (effect)
        {
            case Effect.Record record:
                pending.Add(record.Event);
                break;
            case Effect.Send send:
                Holds(!isSendingStopped && !isSwitching, "nothing is sent after a close");
                Sends(send.Command);
                queue.Enqueue((send.Command, State is State.Live { Facts.Dialogue.IsDriven: false }));
                break;
            case Effect.Arm arm:
                alarm = arm.At;
                break;
            case Effect.Open open:
                opening = open.Transport;
                break;
            case Effect.Listen listen:
                Listen(listen.Transport);
                break;
            case Effect.Close close when close.Transport == opening:
                opening = 0;
                break;
            case Effect.Close close when close.Transport == listening:
                listening = 0;
                break;
            case Effect.Settle settle:
                isPaused = settle.AndPause;
                if (random.Next(4) > 0) Upstream?.Says.Enqueue(UpstreamMessage.Settled.Instance);
                break;
            case Effect.Continue:
                isPaused = false;
                break;
            case Effect.Switch change:
                isSwitching = true;
                Flush();
                if (random.Next(4) == 0) return new Input.SwitchFailed("The log is away.");
                Listen(change.To);
                return new Input.Switched(0, [], new HashSet<string>(), IsRestored: false);
            case Effect.StopSending:
                isSendingStopped = true;
                break;
            case Effect.HandOver:
                Flush();
                return new Input.HandedOver(random.Next(2) == 0);
            case Effect.Finish finish:
                Finished++;
                if (finish.Outcome is { } outcome) Log(new End(Session, Owner, outcome, [.. pending]));
                pending.Clear();
                break;
        }

        return null;
    }

    void Listen(int number)
    {
        var isOwed = Upstream is { OwesAnswer: true } or { IsActive: true } && State is State.Live { Facts.Dialogue.IsDriven: false };
        listening = number;
        isPaused = false;
        (plays, answering, asked) = (null, null, queue.Count(sent => Asks(sent.Command)));
        transports[number] = new ModelUpstream(number, random, NewId) { OwesAnswer = isOwed };
    }

    void Sends(UpstreamCommand command)
    {
        if (InputOf(command switch
            {
                UpstreamCommand.Say say => say.Text,
                UpstreamCommand.Tell tell => tell.Command,
                _ => null,
            }) is { } input && !(said.Contains(input) && IsToldAgain(command)))
        {
            said.Add(input);
            var submitted = Events.Select(InputOf).OfType<string>().ToList();
            Holds(said.SequenceEqual(submitted.Take(said.Count)), "each text and each command reaches the model once, in order");
        }

        if (command is UpstreamCommand.Tell { Command: ResponseRequested { IsOutOfBand: false } request })
        {
            var requests = Events.OfType<ResponseRequested>().Where(e => !e.IsOutOfBand).Select(e => e.InputId).ToList();
            if (!requested.Contains(request.InputId)) requested.Add(request.InputId);
            Holds(requested.SequenceEqual(requests.Take(requested.Count)), "responses are first asked for in the order of their requests");
        }

        if (Asks(command))
        {
            Holds(++asked <= 1, "at most one response is asked for");
            Holds(answering is null, "none is asked for while one is active");
        }

        if (command is not UpstreamCommand.Truncate cut) return;
        Holds(plays is { } now && now.Item == cut.ItemId && now.Ends > Now, "nothing is cut unless it plays");
        Holds(cut.Milliseconds > 0 && cut.Milliseconds <= plays!.Value.Received && cut.Milliseconds <= (Now - plays.Value.Since)
            .TotalMilliseconds, "an item is cut where it can have been heard");
        plays = null;
    }

    /// <summary>The input of a text or a command that waits for no turn.</summary>
    static string? InputOf(SessionEvent? e) => e switch
    {
        TextSubmitted text => text.InputId,
        ResponseRequested { IsOutOfBand: false } => null,
        CommandSubmitted command => command.InputId,
        _ => null,
    };

    /// <summary>A new transport is told what the old one was asked for and did not answer.</summary>
    static bool IsToldAgain(UpstreamCommand command) =>
        command is UpstreamCommand.Tell { Command: ItemDeleteRequested or ItemRetrieveRequested };

    /// <summary>A request for a response of the conversation.</summary>
    static bool Asks(UpstreamCommand command) =>
        command is UpstreamCommand.Respond or UpstreamCommand.Tell { Command: ResponseRequested { IsOutOfBand: false } };

    /// <summary>What the machine knows by now, by other means than its own.</summary>
    void Hear(UpstreamMessage message)
    {
        switch (message)
        {
            case UpstreamMessage.Audio audio:
                Play(audio);
                break;
            case UpstreamMessage.ResponseBegan { InConversation: not false } began:
                (answering, asked) = (began.ResponseId, 0);
                break;
            case UpstreamMessage.ResponseOver over when over.ResponseId is null || over.ResponseId == answering:
                answering = null;
                break;
            case UpstreamMessage.Warning { About: Subject.Response or Subject.Unsaid }:
            case UpstreamMessage.Warning { Command: { } refused } when Events.OfType<ResponseRequested>()
                .Any(e => !e.IsOutOfBand && CommandIds.Of(e) == refused):
                asked = 0;
                break;
        }
    }

    void Play(UpstreamMessage.Audio audio)
    {
        if (audio.Milliseconds is not { } received) throw new InvalidOperationException("The model's upstream knows its format.");
        var length = TimeSpan.FromMilliseconds(received);
        plays = plays is { } before && before.Item == audio.ItemId
            ? before with { Ends = (before.Ends > Now ? before.Ends : Now) + length, Received = before.Received + received }
            : (audio.ItemId, Now, Now + length, received);
    }

    public static void Holds(bool holds, string rule)
    {
        if (!holds) Assert.Fail($"Not so: {rule}.");
    }
}
