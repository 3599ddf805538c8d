namespace Realtime.Sessions.Tests.Model;

/// <summary>
/// What a worker believes of a session that it claimed once: a state that others may have outrun, and what it wants recorded.
/// It goes on believing until the log tells it otherwise, however long it was paused.
/// </summary>
sealed class OwnedSession(World world, Stream stream, Guid session, OwnerToken owner)
{
    readonly List<(SessionEvent Event, Guid Id)> pending = [];
    Conversation state = stream.Document;
    int version = stream.Version;
    SessionOutcome? outcome;

    public Stream Stream => stream;
    public Guid Session => session;
    public OwnerToken Owner => owner;

    /// <summary>The end is recorded, or somebody else's.</summary>
    public bool Over { get; private set; }

    /// <summary>Nothing has happened on its transport yet.</summary>
    public bool Silent { get; private set; } = true;

    public bool HasNews => !Over && (pending.Count > 0 || outcome is not null);

    public void Happens(SessionEvent e)
    {
        Silent = false;
        if (outcome is null && !Over) pending.Add((e, world.IdOf(e)));
    }

    /// <summary>The first cause wins.</summary>
    public void Breaks(SessionOutcome how) => outcome ??= how;

    /// <summary>The tail tells of up to so many events.</summary>
    public void Observe(int events)
    {
        for (; events > 0 && version < stream.Version; events--) state = state.After(stream.Entries[version++].Event);
    }

    /// <summary>What to append, decided on what it believes.</summary>
    /// <exception cref="OwnershipLostException">It knows by now.</exception>
    public Append Next() => new(stream, version, Command, [.. SessionDecider.Decide(state, Command).Select(e => (e, IdOf(e)))]);

    public void Recorded()
    {
        Over = outcome is not null;
        pending.Clear();
        (state, version) = (stream.Document, stream.Version);
    }

    /// <summary>Decided anew on what the log says.</summary>
    public void RecordAlone()
    {
        var transaction = new Transaction(world, stream, Command, IdOf).Finish();
        if (transaction.Refusal is not null || (outcome is not null && transaction.Events.Count == 0 && !transaction.Repeated)) Over = true;
        else if (!transaction.Repeated) Recorded();
        else
        {
            // An earlier commit whose answer was lost: what it recorded is done, the rest is still to be recorded.
            pending.RemoveAll(p => world.Recorded(p.Id));
            if (HasNews) RecordAlone();
        }
    }

    SessionCommand Command => outcome is null
        ? new Record(session, owner, [.. pending.Select(p => p.Event)])
        : new End(session, owner, outcome, [.. pending.Select(p => p.Event)]);

    Guid IdOf(SessionEvent e)
    {
        foreach (var p in pending)
        {
            if (ReferenceEquals(p.Event, e)) return p.Id;
        }

        return world.IdOf(e);
    }
}
