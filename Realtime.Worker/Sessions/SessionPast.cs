using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The events of a session that a new transport needs, or that its owner must still send, bounded in bytes. Beyond the bound it leaves out
/// and counts the oldest items. It keeps texts and answers that upstream did not get, and the configuration. The number of large ones in
/// memory is limited: dispose it to let another session have its place.
/// </summary>
/// <param name="codec">Finds the texts and answers that upstream did not get.</param>
/// <param name="free">Releases the place; called once. Null for a small past.</param>
sealed class SessionPast(ICodec codec, Action? free = null) : IDisposable
{
    /// <summary>The most bytes of event data. A new transport gets at most half as much.</summary>
    public const long MostBytes = 16 * 1024 * 1024;

    readonly UnfinishedFold unfinished = new();
    readonly HashSet<string> leftOut = [];
    List<(SessionEvent Event, int Bytes)> kept = [];
    Action? free = free;
    long held;

    /// <summary>The bytes of event data that it keeps.</summary>
    public long Held => held;

    public IReadOnlyList<SessionEvent> Events => [.. kept.Select(k => k.Event)];

    /// <summary>The number of items that are left out.</summary>
    public int ItemsLeftOut => leftOut.Count;

    /// <summary>What the session's last owner left unfinished, of all events.</summary>
    /// <param name="now">By the clock that dates the events.</param>
    public Unfinished UnfinishedAt(DateTimeOffset now) => unfinished.At(now);

    /// <summary>What all its events count.</summary>
    public SessionTotals Totals { get; private set; } = SessionTotals.None;

    /// <summary>What was in the conversation, for a new transport.</summary>
    public Replay Replay() => codec.Replay(Events, ItemsLeftOut);

    /// <summary>Adds the next event.</summary>
    /// <param name="bytes">The size of its data.</param>
    /// <param name="at">When it was recorded.</param>
    public void Add(SessionEvent e, int bytes, DateTimeOffset at)
    {
        unfinished.Add(e, at);
        Totals = Totals.After(e);
        if (!Matters(e)) return;
        if (ItemOf(e) is { } item) leftOut.Remove(item);
        kept.Add((e, bytes));
        held += bytes;
        if (held > MostBytes) LeaveOut();
    }

    static bool Matters(SessionEvent e) => e is UpstreamConfigured or TextSubmitted or TextDelivered or HandoffAnswered
        or CommandSubmitted or CommandDelivered or CommandRefused
        or ResponseStarted or ResponseDone or ItemDone or ItemDeleted or ItemTruncated or TranscriptCompleted;

    /// <summary>The item that the event replaces or deletes.</summary>
    static string? ItemOf(SessionEvent e) => e switch { ItemDone done => done.ItemId, ItemDeleted deleted => deleted.ItemId, _ => null };

    /// <summary>Leaves out a quarter at a time, so that it need not run for every further event.</summary>
    void LeaveOut()
    {
        var cut = 0;
        for (var over = held - MostBytes * 3 / 4; over > 0 && cut < kept.Count - 1; cut++) over -= kept[cut].Bytes;
        var oldest = kept[..cut];
        var stay = Staying([.. oldest.Select(k => k.Event)]);
        foreach (var (e, _) in oldest)
        {
            if (e is ItemDone done) leftOut.Add(done.ItemId);
            else if (ItemOf(e) is { } deleted) leftOut.Remove(deleted);
        }

        leftOut.ExceptWith(kept[cut..].Select(k => ItemOf(k.Event)).OfType<string>());
        kept = [.. oldest.Where(k => stay.Contains(k.Event)), .. kept[cut..]];
        held = kept.Sum(k => (long)k.Bytes);
    }

    /// <summary>Events to keep: what upstream did not get, the last configuration, and whether a response is active.</summary>
    HashSet<SessionEvent> Staying(IReadOnlyList<SessionEvent> oldest)
    {
        var unsent = codec.Unsent(oldest);
        var inputs = unsent.OfType<TextSubmitted>().Select(text => text.InputId).ToHashSet();
        var last = new[] { oldest.LastOrDefault(e => e is UpstreamConfigured),
            oldest.LastOrDefault(e => e is ResponseStarted { OutOfBand: false } or ResponseDone { OutOfBand: false }) };
        return [.. unsent, .. oldest.Where(e => e is TextDelivered taken && inputs.Contains(taken.InputId)),
            .. last.OfType<SessionEvent>()];
    }

    public void Dispose() => Interlocked.Exchange(ref free, null)?.Invoke();
}
