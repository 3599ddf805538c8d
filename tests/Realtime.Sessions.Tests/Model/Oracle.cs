namespace Realtime.Sessions.Tests.Model;

/// <summary>The rules, read off the finished record by other means than the fold and the decision that made it.</summary>
sealed class Oracle
{
    readonly HashSet<Guid> requested;
    Entry? before;
    Guid? live;
    OwnerToken? owner;
    bool started;
    bool endRequested;
    readonly HashSet<string> once = [], texts = [], commands = [];

    Oracle(HashSet<Guid> requested) => this.requested = requested;

    public static void Check(World world)
    {
        var requested = new HashSet<Guid>();
        foreach (var stream in world.Streams)
        {
            var oracle = new Oracle(requested);
            var state = Conversation.Unborn("c");
            foreach (var entry in stream.Entries)
            {
                oracle.Next(entry);
                state = state.After(entry.Event);
                True(state.Live?.SessionId == oracle.live, "the state and the record agree on who is live", entry);
                if (entry.Event is SessionEnded) IsFree(state, entry);
            }

            True(oracle.live is null, "every session ends", oracle.before);
        }
    }

    void Next(Entry entry)
    {
        Brought(entry);
        if (entry.Event is SessionRequested request)
        {
            True(live is null, "at most one session is live", entry);
            True(requested.Add(request.SessionId), "no session lives twice, in any conversation", entry);
            (live, owner, started, endRequested) = (request.SessionId, null, false, false);
            foreach (var known in (HashSet<string>[])[once, texts, commands]) known.Clear();
        }
        else
        {
            True(entry.Event.SessionId == live, "nothing of a session precedes its request or follows its end", entry);
            OfTheLive(entry);
            Waits(entry.Event);
        }

        if (before?.Event is SessionEnded { Reason: EndReason.Replaced })
            True(entry.Event is SessionRequested && entry.Commit == before.Commit, "who replaces comes with the end of the replaced",
                entry);
        before = entry;
    }

    void OfTheLive(Entry entry)
    {
        switch (entry.Event)
        {
            case SessionClaimed claimed:
                True(entry.Cause is TakeOver { Lost: var former } ? former == owner : owner is null,
                    "a session is claimed once, unless it is taken over from its owner of now", entry);
                True(claimed.Epoch == (owner?.Epoch ?? 0) + 1, "the epoch grows with every owner", entry);
                True(entry.Cause is Claim || !endRequested, "what is to end is not taken over", entry);
                owner = new OwnerToken(claimed.WorkerId, claimed.Epoch);
                break;
            case SessionStarted:
                True(!started, "a session starts once", entry);
                started = true;
                break;
            case TextSubmitted text:
                True(!endRequested, "no text is taken once the end is requested", entry);
                True(once.Add($"text {text.InputId}"), "a text is taken once", entry);
                break;
            case CommandSubmitted command:
                True(!endRequested, "no command is taken once the end is requested", entry);
                True(once.Add($"command {command.InputId}"), "a command is taken once", entry);
                break;
            case EndRequested:
                True(!endRequested, "the end is requested once", entry);
                endRequested = true;
                break;
            case SessionEnded ended:
                EndsAsItLived(ended, entry);
                live = null;
                break;
            default:
                True(started, "the start precedes what upstream says", entry);
                if (EventIds.Fixed(Tenant.Default, entry.Event) is { } id)
                    True(once.Add(id.ToString()), "what may happen once happens once", entry);
                break;
        }
    }

    /// <summary>What was submitted, and neither delivered nor refused.</summary>
    void Waits(ConversationEvent e)
    {
        switch (e)
        {
            case TextSubmitted text: texts.Add(text.InputId); break;
            case TextDelivered text: texts.Remove(text.InputId); break;
            case CommandSubmitted command: commands.Add(command.InputId); break;
            case CommandDelivered command: commands.Remove(command.InputId); break;
            case CommandRefused command: commands.Remove(command.InputId); break;
        }
    }

    void EndsAsItLived(SessionEnded ended, Entry entry)
    {
        True((ended.Totals.TextsUndelivered, ended.Totals.CommandsUndelivered) == (texts.Count, commands.Count),
            "the end counts the texts and the commands that were never delivered", entry);
        if (ended.Reason is EndReason.StartFailed)
            True(!started && ended.Error is not null, "a failed start never started, and says what failed", entry);
        if (ended.Reason is EndReason.Error or EndReason.TransportClosed)
            True(started, "what breaks before the start is a failed start", entry);
    }

    /// <summary>Every command may append only what is its own to say.</summary>
    void Brought(Entry entry)
    {
        var replaced = entry is { Event: SessionEnded { Reason: EndReason.Replaced }, Cause: Start { Replace: true } };
        True(replaced || entry.Event.SessionId == entry.Cause.SessionId, "a command touches no other session", entry);
        if (entry.Cause is Record { Owner: var writer }) True(writer == owner, "only the owner records", entry);
        if (entry.Cause is End { Owner: var ender }) True(ender == owner, "only the owner ends", entry);
        if (entry.Cause is LoseWorker { Owner: var lost }) True(lost == owner, "only the owner of now can be lost", entry);
        if (entry.Cause is GiveUpStart) True(owner is null, "what was claimed is not given up", entry);
    }

    /// <summary>Whoever has read the end finds the conversation free.</summary>
    static void IsFree(Conversation state, Entry ended)
    {
        var fresh = Guid.Parse("01900000-0000-7000-8000-00000000ffff");
        True(SessionDecider.Decide(state, new Start(fresh, Story.Options)) is [SessionRequested], "a start works after the end", ended);
        Assert.Throws<SessionNotLiveException>(() =>
            SessionDecider.Decide(state, new SubmitText(ended.Event.SessionId, "late", "user", "hi")));
        True(SessionDecider.Decide(state, new RequestEnd(ended.Event.SessionId)).Count == 0, "asking for the end again adds nothing",
            ended);
    }

    static void True(bool holds, string rule, Entry? at)
    {
        if (!holds) Assert.Fail($"Not so: {rule}. At {at?.Event.GetType().Name} of {at?.Event.SessionId}, brought by {at?.Cause}.");
    }
}
