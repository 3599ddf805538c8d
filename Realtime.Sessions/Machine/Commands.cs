using System.Collections.Immutable;

namespace Realtime.Sessions.Machine;

/// <summary>
/// Clients' commands that the provider was told, so that its refusals and answers find them, and the responses that clients asked for with
/// options: each is asked for once, in order, when no other is.
/// </summary>
public sealed record Commands(Guid SessionId)
{
    /// <summary>A provider refuses a command soon, or never.</summary>
    const int MostTold = 128;

    ImmutableList<CommandSubmitted> Told { get; init; } = [];
    ImmutableList<ResponseRequested> Requests { get; init; } = [];

    /// <summary>The request that is sent, and that the provider has neither begun nor refused.</summary>
    public ResponseRequested? Asked { get; private init; }

    /// <summary>The request whose response seems to be running.</summary>
    ResponseRequested? Running { get; init; }

    /// <summary>The response to ask for next; null for none.</summary>
    public ResponseRequested? Next => Requests.IsEmpty ? null : Requests[0];

    public Commands Request(ResponseRequested request) => this with { Requests = Requests.Add(request) };

    /// <summary>Asks for the next response.</summary>
    public Commands Ask(List<Effect> does) => Tell(Next!, does) with { Requests = Requests.RemoveAt(0), Asked = Next };

    public Commands Tell(CommandSubmitted command, List<Effect> does)
    {
        does.Add(new Effect.Send(new UpstreamCommand.Tell(command)));
        var told = Told.Remove(command).Add(command);
        return this with { Told = told.Count > MostTold ? told.RemoveAt(0) : told };
    }

    /// <summary>What was asked for has begun.</summary>
    public Commands Begun() => Asked is null ? this : this with { Asked = null, Running = Asked };

    public Commands Over() => this with { Asked = null, Running = null };

    /// <summary>The request was lost on its way, or its answer was cut off: it is the next again.</summary>
    public Commands AskAgain() => (Asked ?? Running) is { } request ? AskAgain(request) : this;

    /// <summary>Another response stood against this request, even if what began seemed to be its answer.</summary>
    public Commands AskAgain(ResponseRequested request) =>
        this with
        {
            Requests = Requests.Remove(request).Insert(0, request),
            Asked = Asked == request ? null : Asked,
            Running = Running == request ? null : Running,
        };

    public bool IsRunning => Running is not null;

    public bool IsAsked => Asked is not null;

    /// <summary>False if another request is asked for by now.</summary>
    public bool MayBeAsked(ResponseRequested request) => Asked is null || Asked == request;

    /// <summary>The command that an error is about; null where it is about none.</summary>
    public CommandSubmitted? Find(UpstreamMessage.Warning warning) =>
        warning.Command is { } id ? Told.Find(command => CommandIds.Of(command) == id) : null;

    /// <summary>It stands on the record that the command came to nothing.</summary>
    public Commands Refuse(CommandSubmitted command, SessionError error, List<Effect> does)
    {
        does.Add(new Effect.Record(new CommandRefused(SessionId, command.InputId, error.Code, error.Message)));
        return this with { Told = Told.Remove(command), Asked = Asked == command ? null : Asked };
    }

    /// <summary>An item that a client asked for is recorded; one that a live driver asked for is not.</summary>
    public Commands Retrieved(ItemRetrieved item, List<Effect> does)
    {
        if (Told.Find(command => command is ItemRetrieveRequested asked && asked.ItemId == item.ItemId) is not { } command) return this;
        does.Add(new Effect.Record(item));
        return this with { Told = Told.Remove(command) };
    }
}
