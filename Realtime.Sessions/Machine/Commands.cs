using System.Collections.Immutable;

namespace Realtime.Sessions.Machine;

/// <summary>Clients' commands that the provider was told, so that its refusals and answers find them.</summary>
public sealed record Commands(Guid SessionId)
{
    /// <summary>A provider refuses a command soon, or never.</summary>
    const int MostTold = 128;

    ImmutableList<CommandSubmitted> Told { get; init; } = [];

    public Commands Tell(CommandSubmitted command, List<Effect> does)
    {
        does.Add(new Effect.Send(new UpstreamCommand.Tell(command)));
        var told = Told.Remove(command).Add(command);
        return this with { Told = told.Count > MostTold ? told.RemoveAt(0) : told };
    }

    /// <summary>The command that an error is about; null where it is about none.</summary>
    public CommandSubmitted? Find(UpstreamMessage.Warning warning) =>
        warning.Command is { } id ? Told.Find(command => CommandIds.Of(command) == id) : null;

    /// <summary>It stands on the record that the command came to nothing.</summary>
    public Commands Refuse(CommandSubmitted command, SessionError error, List<Effect> does)
    {
        does.Add(new Effect.Record(new CommandRefused(SessionId, command.InputId, error.Code, error.Message)));
        return this with { Told = Told.Remove(command) };
    }

    /// <summary>An item that a client asked for is recorded; one that a live driver asked for is not.</summary>
    public Commands Retrieved(ItemRetrieved item, List<Effect> does)
    {
        if (Told.Find(command => command is ItemRetrieveRequested asked && asked.ItemId == item.ItemId) is not { } command) return this;
        does.Add(new Effect.Record(item));
        return this with { Told = Told.Remove(command) };
    }
}
