using Realtime.Sessions.Machine;

namespace Realtime.Sessions.Tests.Model.Live;

/// <summary>
/// A model provider's side of one transport: one response of the conversation at a time, requests beside it refused, what it says told in
/// order. It keeps what a real provider would know, to be compared with what the machine believes.
/// </summary>
sealed class ModelUpstream(int number, Random random, Func<string> newId)
{
    public static readonly SessionError AlreadyActive = new("conversation_already_has_active_response", "m", ErrorOrigin.Upstream, false);
    static readonly SessionError Invalid = new("invalid_value", "m", ErrorOrigin.Upstream, false);

    string? active;
    int callsInActive;

    public int Number => number;

    /// <summary>Said, and not yet read by the worker.</summary>
    public Queue<UpstreamMessage> Says { get; } = new();

    /// <summary>Requests for a response by the worker, that are neither begun nor refused.</summary>
    public int Outstanding { get; private set; }

    public bool IsActive => active is not null;
    public bool IsSpeaking { get; private set; }
    public bool Misbehaves { get; set; } = true;

    /// <summary>An item came that no response began after.</summary>
    public bool OwesAnswer { get; set; }

    public List<string> Texts { get; } = [];
    public Dictionary<string, int> Answers { get; } = [];

    /// <summary>Calls of responses that stand.</summary>
    public List<string> Calls { get; } = [];
    readonly List<string> callsOfActive = [];

    /// <param name="isOwed">Nobody else asks for an answer to it.</param>
    public void Take(UpstreamCommand command, bool isOwed)
    {
        switch (command)
        {
            case UpstreamCommand.Say say:
                Texts.Add(say.Text.InputId);
                OwesAnswer |= isOwed;
                Says.Enqueue(new UpstreamMessage.Recorded(new ItemDone(Talked.Session, TextItems.Of(say.Text), Machine.Talk.Json("{}"))));
                break;
            case UpstreamCommand.AnswerCall answer:
                Answer(answer.CallId);
                OwesAnswer |= isOwed;
                break;
            case UpstreamCommand.Respond:
                Asked();
                break;
            case UpstreamCommand.Tell { Command: var told }:
                Take(told, isOwed);
                break;
        }
    }

    void Take(CommandSubmitted command, bool isOwed)
    {
        if (command is ResponseRequested { IsOutOfBand: false } request)
        {
            Asked(request);
            return;
        }

        if (Misbehaves && random.Next(8) == 0)
        {
            Refuse(command, Invalid);
            return;
        }

        switch (command)
        {
            case ItemSubmitted item:
                OwesAnswer |= isOwed && item.Respond;
                Says.Enqueue(new UpstreamMessage.Recorded(new ItemDone(Talked.Session, item.ItemId, Machine.Talk.Json("{}"))));
                break;
            case McpApprovalAnswered approval:
                OwesAnswer |= isOwed;
                Says.Enqueue(new UpstreamMessage.Recorded(new ItemAdded(Talked.Session, approval.ItemId, Machine.Talk.Json("{}"))));
                if (!IsActive && random.Next(2) == 0) Begin(byWorker: false);
                break;
            case ResponseRequested:
                Beside();
                break;
            case ResponseCancelRequested when IsActive:
                Finish("cancelled");
                break;
            case ResponseCancelRequested:
                Refuse(command, Invalid);
                break;
            case ItemRetrieveRequested retrieve:
                Says.Enqueue(new UpstreamMessage.Retrieved(new ItemRetrieved(Talked.Session, retrieve.ItemId, Machine.Talk.Json("{}"))));
                break;
        }
    }

    void Refuse(CommandSubmitted command, SessionError error) => Says.Enqueue(
        new UpstreamMessage.Warning(error, true, Subject.Command)
        {
            Command = CommandIds.Of(command),
            IsAlreadyActive = error == AlreadyActive,
        });

    public void Answer(string call)
    {
        Answers[call] = Answers.GetValueOrDefault(call) + 1;
        var item = new ItemDone(Talked.Session, newId(), Machine.Talk.Json("{}"));
        Says.Enqueue(new UpstreamMessage.CallAnswered(item, call, "output"));
    }

    /// <summary>How often each of the clients' requests began.</summary>
    public Dictionary<string, int> Begun { get; } = [];

    /// <param name="request">The client's; null for one of the worker's own.</param>
    void Asked(ResponseRequested? request = null)
    {
        Outstanding++;
        if (IsActive)
        {
            if (request is not null) Refuse(request, AlreadyActive);
            else Says.Enqueue(new UpstreamMessage.Warning(AlreadyActive, true, random.Next(2) == 0 ? Subject.Response
                : Subject.Unsaid) { IsAlreadyActive = true });
            if (random.Next(3) == 0) Finish("completed"); // the refusal is told before the end, or after it
        }
        else if (Misbehaves && random.Next(12) == 0)
        {
            if (request is not null) Refuse(request, Invalid);
            else
            {
                OwesAnswer = false; // refused for good
                Says.Enqueue(new UpstreamMessage.Warning(Invalid, true, Subject.Response));
            }
        }
        else
        {
            if (request is not null) Begun[request.InputId] = Begun.GetValueOrDefault(request.InputId) + 1;
            Begin();
            return;
        }

        Outstanding--;
    }

    /// <summary>A live driver asks by itself.</summary>
    public void AskedByDriver()
    {
        if (!IsActive) Begin(byWorker: false);
        else Says.Enqueue(new UpstreamMessage.Warning(AlreadyActive, true, random.Next(2) == 0 ? Subject.Client
            : Subject.Unsaid) { IsAlreadyActive = true }); // its messages need no names
    }

    void Begin(bool byWorker = true)
    {
        if (byWorker) Outstanding--;
        (active, callsInActive, OwesAnswer) = (newId(), 0, false);
        callsOfActive.Clear();
        Says.Enqueue(new UpstreamMessage.ResponseBegan(active, random.Next(2) == 0 ? true : null));
    }

    public void Finish(string status)
    {
        if (active is not { } ended) return;
        var calls = callsOfActive.Where(_ => random.Next(2) == 0).Select(call => new ToolCall(call, "tool", "{}", true, ended)).ToList();
        if (status is "completed") Calls.AddRange(callsOfActive);
        Says.Enqueue(new UpstreamMessage.ResponseOver(random.Next(8) == 0 ? null : ended, status, TokenUsage.None, calls));
        if (status is "cancelled" && random.Next(4) == 0) Says.Enqueue(
            new UpstreamMessage.ResponseOver(ended, status, TokenUsage.None, []));
        active = null;
    }

    public void Call()
    {
        if (active is null || callsInActive++ > 2) return;
        var call = newId();
        callsOfActive.Add(call);
        Says.Enqueue(new UpstreamMessage.CallsTool(new ToolCall(call, "tool", "{}", true, active)));
        if (random.Next(3) == 0) Says.Enqueue(new UpstreamMessage.CallsTool(new ToolCall(call, "tool", "{}", true, active)));
    }

    public void Audio(int milliseconds)
    {
        if (active is not null) Says.Enqueue(new UpstreamMessage.Audio("audio of " + active, 0, milliseconds));
    }

    public void Beside()
    {
        var id = newId();
        Says.Enqueue(new UpstreamMessage.ResponseBegan(id, InConversation: false));
        Says.Enqueue(new UpstreamMessage.ResponseOver(id, "completed", TokenUsage.None, [new ToolCall(newId(), "tool", "{}")]));
    }

    /// <summary>Voice detection stops an answer, and begins one when the speech is over.</summary>
    public void Speak()
    {
        IsSpeaking = !IsSpeaking;
        if (IsSpeaking)
        {
            Says.Enqueue(new UpstreamMessage.Recorded(new SpeechStarted(Talked.Session, newId(), 0)));
            Finish("cancelled");
            return;
        }

        Says.Enqueue(new UpstreamMessage.Recorded(new SpeechStopped(Talked.Session, null, 0)));
        if (!IsActive && random.Next(4) > 0) Begin(byWorker: false);
    }
}
