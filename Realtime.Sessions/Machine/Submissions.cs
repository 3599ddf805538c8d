namespace Realtime.Sessions.Machine;

/// <summary>
/// What clients submitted: texts, commands and answers to tool calls. Texts and commands are told in the order of the log, and what is
/// written is recorded as delivered. A response of the conversation waits for its turn.
/// </summary>
static class Submissions
{
    /// <summary>
    /// A text, a command or an answer on the log. A text closes the calls that are open, and waits for what the model is told of them.
    /// </summary>
    public static Dialogue Read(Dialogue d, SessionEvent e, DateTimeOffset now, List<Effect> does)
    {
        switch (e)
        {
            case TextSubmitted or ItemSubmitted { Respond: true }:
                var calls = d.IsDriven ? d.Calls : d.Calls.Close(ToolCalls.WentOn, now, does);
                return d with { Calls = calls, Waiting = d.Waiting.Add(e), OwnAnswer = d.OwnAnswer.WithoutSpeech() };
            case ResponseRequested { IsOutOfBand: false } request:
                return d with { Requests = d.Requests.Add(request) };
            case CommandSubmitted:
                return d with { Waiting = d.Waiting.Add(e) };
            case HandoffAnswered answer:
                return Answer(d, answer, does);
            default:
                return d;
        }
    }

    static Dialogue Answer(Dialogue d, HandoffAnswered answer, List<Effect> does)
    {
        var (told, answered) = (does.Count, d.Calls.Answer(answer, does));
        return d.Owe() with
        {
            Calls = answered,
            Unconfirmed = does.Count > told ? d.Unconfirmed.Add(answer.CallId) : d.Unconfirmed,
            OwnAnswer = d.OwnAnswer.WithoutSpeech(),
            SpeechSinceCall = answered.AreAnswered ? [] : d.SpeechSinceCall,
        };
    }

    /// <summary>Tells the model what waits, unless it waits for what the model is told of open calls.</summary>
    public static Dialogue Proceed(Dialogue d, List<Effect> does) => d.Waiting.IsEmpty || d.Calls.AreClosing
        ? d
        : d.Waiting.Aggregate(d, (said, e) => Say(said, e, does)) with { Waiting = [] };

    static Dialogue Say(Dialogue d, SessionEvent e, List<Effect> does)
    {
        if (e is CommandSubmitted command)
        {
            var told = d with { Commands = d.Commands.Tell(command, does) };
            if (ItemOf(command) is { } item) told = told with { Unconfirmed = told.Unconfirmed.Add(item) };
            if (command is McpApprovalAnswered) told = told with { OwnAnswer = told.OwnAnswer.AfterApproval(command.InputId) };
            return command is ItemSubmitted { Respond: true, Images: null } or McpApprovalAnswered ? told.OweFor(command) : told;
        }

        var text = (TextSubmitted)e;
        does.Add(new Effect.Send(new UpstreamCommand.Say(text)));
        return (d with { Unconfirmed = d.Unconfirmed.Add(TextItems.Of(text)) }).Owe();
    }

    /// <summary>The transport took what the model was told.</summary>
    public static Dialogue Wrote(Dialogue d, UpstreamCommand command, DateTimeOffset now, List<Effect> does)
    {
        switch (command)
        {
            case UpstreamCommand.Say { Text: var text }:
                does.Add(new Effect.Record(new TextDelivered(text.SessionId, text.InputId)));
                return d;
            case UpstreamCommand.Tell { Command: var told }:
                does.Add(new Effect.Record(new CommandDelivered(told.SessionId, told.InputId)));
                return Wrote(d, told, now);
            case UpstreamCommand.Respond when !d.Requests.IsAsked:
                return Sent(d);
            default:
                return d;
        }
    }

    static Dialogue Wrote(Dialogue d, CommandSubmitted command, DateTimeOffset now)
    {
        if (ItemOf(command) is { } item && d.Unconfirmed.Contains(item)) d = d with { Written = d.Written.Add(item) };
        d = d with { Commands = d.Commands.Wrote(command) };
        return command switch
        {
            // Its image may have been lost before.
            ItemSubmitted { Respond: true, Images: not null } => d.OweFor(command),
            McpApprovalAnswered => d with { OwnAnswer = d.OwnAnswer.Wrote(command.InputId, now) },
            ResponseRequested request when request == d.Requests.Asked => Sent(d),
            // The provider forgets the speech, and may never say that it stopped.
            InputClearRequested => d with { IsSpeaking = false },
            _ => d,
        };
    }

    /// <summary>A request whose response has begun already, or is over, is not asked for any more.</summary>
    static Dialogue Sent(Dialogue d)
    {
        var responses = d.Responses.Sent();
        var requests = responses.IsAsked ? d.Requests : responses.Active is null ? d.Requests.Begun().Over() : d.Requests.Begun();
        return d with { Responses = responses, Requests = requests };
    }

    /// <summary>The item under which the model gets the command; null where it gets none.</summary>
    public static string? ItemOf(CommandSubmitted command) =>
        command switch { ItemSubmitted item => item.ItemId, McpApprovalAnswered approval => approval.ItemId, _ => null };
}
