using System.Collections.Immutable;

namespace Realtime.Sessions.Machine;

/// <summary>Clients' commands that the provider was told, so that its refusals and answers find them.</summary>
public sealed record Commands(Guid SessionId)
{
    /// <summary>A provider refuses a command soon, or never.</summary>
    const int MostTold = 128;

    ImmutableList<CommandSubmitted> Told { get; init; } = [];

    /// <summary>Deletions and retrievals that a transport took, and that the provider has neither answered nor refused.</summary>
    ImmutableList<CommandSubmitted> Unanswered { get; init; } = [];

    public Commands Tell(CommandSubmitted command, List<Effect> does)
    {
        does.Add(new Effect.Send(new UpstreamCommand.Tell(command)));
        var told = Told.Remove(command).Add(command);
        return this with { Told = told.Count > MostTold ? told.RemoveAt(0) : told };
    }

    public Commands Wrote(CommandSubmitted command) =>
        (command is ItemDeleteRequested or ItemRetrieveRequested) && Told.Contains(command) && !Unanswered.Contains(command)
            ? this with { Unanswered = Unanswered.Add(command) }
            : this;

    /// <summary>What the old transport was asked and did not answer, for the new one.</summary>
    /// <param name="items">The items that the new transport has: there is no other to delete.</param>
    public (Commands Commands, IEnumerable<CommandSubmitted> Again) OnNewTransport(IReadOnlySet<string> items) =>
        (this with { Unanswered = [] }, Again(Unanswered, items));

    public static IEnumerable<CommandSubmitted> Again(IEnumerable<CommandSubmitted> unanswered, IReadOnlySet<string> items) =>
        unanswered.Where(command => command is not ItemDeleteRequested delete || items.Contains(delete.ItemId));

    /// <summary>The command that an error is about; null where it is about none.</summary>
    public CommandSubmitted? Find(UpstreamMessage.Warning warning) =>
        warning.Command is { } id ? Told.Find(command => CommandIds.Of(command) == id) : null;

    /// <summary>It stands on the record that the command came to nothing.</summary>
    public Commands Refuse(CommandSubmitted command, SessionError error, List<Effect> does)
    {
        does.Add(new Effect.Record(new CommandRefused(SessionId, command.InputId, error.Code, error.Message)));
        return Without(command);
    }

    /// <summary>An item that a client asked for is recorded; one that a live driver asked for is not.</summary>
    public Commands Retrieved(ItemRetrieved item, List<Effect> does)
    {
        if (Told.Find(command => command is ItemRetrieveRequested asked && asked.ItemId == item.ItemId) is not { } command) return this;
        does.Add(new Effect.Record(item));
        return Without(command);
    }

    /// <summary>The provider deleted an item, whoever asked for it.</summary>
    public Commands Deleted(string itemId) =>
        Told.Find(command => command is ItemDeleteRequested asked && asked.ItemId == itemId) is { } command ? Without(command) : this;

    Commands Without(CommandSubmitted command) =>
        this with { Told = Told.Remove(command), Unanswered = Unanswered.Remove(command) };
}
