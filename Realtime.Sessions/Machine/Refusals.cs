using static Realtime.Sessions.Machine.UpstreamMessage;

namespace Realtime.Sessions.Machine;

/// <summary>
/// What the provider refused. A client's command that came to nothing is on the record; a response that another one stands against is
/// asked for again; after any other refusal of a response the next text asks anew.
/// </summary>
static class Refusals
{
    /// <summary>Whether the refusal is recorded as that of a client's command.</summary>
    public static bool IsRecorded(Dialogue d, Warning warning) =>
        d.Commands.Find(warning) is { } command && !IsDeferred(command, warning);

    /// <summary>A response of the conversation that another one stands against is asked for again.</summary>
    static bool IsDeferred(CommandSubmitted command, Warning warning) =>
        warning.IsAlreadyActive && command is ResponseRequested { IsOutOfBand: false };

    public static Dialogue Hear(Dialogue d, Warning warning, List<Effect> does) => (warning, d.Commands.Find(warning)) switch
    {
        (_, { } command) when !IsDeferred(command, warning) => Refuse(d, command, warning.Error, does),
        ({ About: Subject.Command, IsAlreadyActive: false }, _) or ({ About: Subject.Client }, _) => d,
        // A driver need not name its messages, and ours have names.
        ({ About: Subject.Unsaid }, _) when d.IsDriven && (d.Requests.IsAsked || !d.Responses.IsAsked) => d,
        (_, ResponseRequested request) when !d.Requests.MayBeAsked(request) => d with { Requests = d.Requests.AskAgain(request) },
        (_, ResponseRequested request) =>
            d with { Responses = d.Responses.AlreadyActive(owes: false), Requests = d.Requests.AskAgain(request) },
        // What is asked for now is a client's request, so that an error without its name is about an earlier one of ours.
        ({ IsAlreadyActive: true }, _) when d.Requests.IsAsked => d with { Responses = d.Responses.Owe() },
        ({ IsAlreadyActive: true }, _) => d with { Responses = d.Responses.AlreadyActive() },
        ({ About: Subject.Response }, _) when d.Requests.IsAsked => d,
        ({ About: Subject.Unsaid, KnownKind: true }, _) when d.Requests.Asked is { } asked && d.Responses.IsSent =>
            Refuse(d, asked, warning.Error, does),
        ({ About: Subject.Response } or { About: Subject.Unsaid, KnownKind: true }, _) => d with { Responses = d.Responses.Refused() },
        _ => d,
    };

    /// <summary>A client's command came to nothing.</summary>
    public static Dialogue Refuse(Dialogue d, CommandSubmitted command, SessionError error, List<Effect> does) =>
        (Submissions.ItemOf(command) is { } item ? d.Confirmed(item) : d) with
    {
        Responses = (d.Requests.WasLast(command) ? d.Responses.RequestRefused() : d.Responses).OweNothingFor(command.InputId),
        OwnAnswer = d.OwnAnswer.WithoutApproval(command.InputId),
        Requests = d.Requests.Refused(command),
        Commands = d.Commands.Refuse(command, error, does),
    };
}
