using JasperFx.Events;

namespace Marten.Internal.Saving;

/// <summary>What a session has queued, and what it may reuse at the save.</summary>
internal sealed class UnitOfWork
{
    readonly Dictionary<string, StreamAction> _byKey = new(StringComparer.Ordinal);
    readonly List<StreamAction> _streams = [];
    readonly Dictionary<(DocumentMapping Mapping, string Key), Snapshot> _snapshots = [];

    /// <summary>Made at the save, since a document may still change until then.</summary>
    public List<(DocumentMapping? Mapping, Func<IOperation> Make)> Operations { get; } = [];

    public List<string> Archived { get; } = [];

    /// <summary>The streams that get events, in the order in which they were first named.</summary>
    public IEnumerable<StreamAction> Streams => _streams.Where(s => s.Events.Count > 0);

    public bool IsEmpty => Operations.Count == 0 && Archived.Count == 0 && !Streams.Any();

    public bool IsPending(string key) => _byKey.TryGetValue(key, out var stream) && stream.Events.Count > 0;

    public StreamAction StreamFor(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (_byKey.TryGetValue(key, out var known)) return known;
        var stream = new StreamAction(key);
        _byKey.Add(key, stream);
        _streams.Add(stream);
        return stream;
    }

    public void Remember(DocumentMapping mapping, string key, Snapshot snapshot) => _snapshots[(mapping, key)] = snapshot;

    public Snapshot? Remembered(DocumentMapping mapping, string key) => _snapshots.GetValueOrDefault((mapping, key));

    /// <summary>A projection changes documents in place, so after it has run they are no longer what is stored.</summary>
    public void Forget() => _snapshots.Clear();

    public void Clear()
    {
        foreach (var stream in _streams) stream.Saved = true;
        _streams.Clear();
        _byKey.Clear();
        _snapshots.Clear();
        Operations.Clear();
        Archived.Clear();
    }
}
