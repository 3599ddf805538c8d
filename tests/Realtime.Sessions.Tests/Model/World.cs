namespace Realtime.Sessions.Tests.Model;

/// <summary>An event on the record, which command brought it, and with which others (those of the same commit) it came.</summary>
sealed record Entry(SessionEvent Event, SessionCommand Cause, int Commit);

/// <summary>One conversation: its events, and the document that every commit leaves behind.</summary>
sealed class Stream(string id)
{
    public List<Entry> Entries { get; } = [];
    public Conversation Document { get; set; } = Conversation.Unborn(id);
    public int Version => Entries.Count;
}

/// <summary>An append: good only while the stream still has the version that its decision was made on.</summary>
sealed record Append(Stream Stream, int Version, SessionCommand Cause, IReadOnlyList<(SessionEvent Event, Guid Id)> Events);

enum Saved
{
    Done,
    Conflict,
    Duplicate,
}

/// <summary>What the log guarantees and no more: atomic commits, expected versions, and no event id twice in all conversations.</summary>
sealed class World
{
    readonly HashSet<Guid> ids = [];
    int commits;
    int made;

    public Stream[] Streams { get; } = [new("a"), new("b")];

    public bool Recorded(Guid id) => ids.Contains(id);

    /// <summary>An id for an event that may happen often; the same in every run of a schedule.</summary>
    public Guid IdOf(SessionEvent e) => EventIds.Fixed(Tenant.Default, e) ?? NewId(0x7E);

    public Guid NewId(byte kind) => new(++made, 0, 0, kind, 0, 0, 0, 0, 0, 0, 0);

    public Saved TrySave(IReadOnlyList<Append> appends)
    {
        if (appends.Any(a => a.Version != a.Stream.Version)) return Saved.Conflict;
        var fresh = new HashSet<Guid>();
        if (!appends.All(a => a.Events.All(e => !ids.Contains(e.Id) && fresh.Add(e.Id)))) return Saved.Duplicate;
        commits++;
        ids.UnionWith(fresh);
        foreach (var append in appends)
        {
            foreach (var (e, _) in append.Events) append.Stream.Entries.Add(new Entry(e, append.Cause, commits));
            append.Stream.Document = append.Stream.Document.After(append.Events.Select(e => e.Event));
        }

        return Saved.Done;
    }
}
