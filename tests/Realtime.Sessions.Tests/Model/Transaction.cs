namespace Realtime.Sessions.Tests.Model;

/// <summary>
/// Load, decide, save, as the services do it: others may append between the load and the save, and then it is all done again.
/// </summary>
sealed class Transaction
{
    readonly World world;
    readonly Stream stream;
    readonly Func<SessionEvent, Guid> idOf;
    Conversation state;
    int version;

    public Transaction(World world, Stream stream, SessionCommand command, Func<SessionEvent, Guid>? idOf = null)
    {
        (this.world, this.stream, this.idOf, Command) = (world, stream, idOf ?? world.IdOf, command);
        (state, version) = (stream.Document, stream.Version);
    }

    public SessionCommand Command { get; }
    public Stream Stream => stream;
    public IReadOnlyList<SessionEvent> Events { get; private set; } = [];
    public SessionRefusedException? Refusal { get; private set; }

    /// <summary>An event of one of the ids is there already: the command was carried out before.</summary>
    public bool Repeated { get; private set; }

    /// <summary>One try; true when the command got its answer.</summary>
    public bool Try()
    {
        try
        {
            var events = SessionDecider.Decide(state, Command);
            if (events.Count == 0) return true;
            switch (world.TrySave([new Append(stream, version, Command, [.. events.Select(e => (e, idOf(e)))])]))
            {
                case Saved.Done:
                    Events = events;
                    return true;
                case Saved.Duplicate:
                    return Repeated = true;
                default:
                    (state, version) = (stream.Document, stream.Version);
                    return false;
            }
        }
        catch (SessionRefusedException refusal)
        {
            if (refusal is ConversationBusyException busy) Assert.Equal(state.Live?.SessionId, busy.LiveSessionId);
            Refusal = refusal;
            return true;
        }
    }

    public Transaction Finish()
    {
        while (!Try()) { }
        return this;
    }
}
