using System.Collections.Concurrent;

namespace Realtime.Chaos.Load;

/// <summary>When a client first read that a session resumed at another worker.</summary>
sealed class Sightings
{
    readonly ConcurrentDictionary<(Guid Session, long Version), TimeSpan> resumed = new();

    public void Add(ReadEvent e)
    {
        if (e.Type == "session_resumed") resumed.TryAdd((e.Session, e.Version), e.At);
    }

    /// <summary>By session, in order.</summary>
    public ILookup<Guid, TimeSpan> Resumed =>
        resumed.OrderBy(seen => seen.Key.Version).ToLookup(seen => seen.Key.Session, seen => seen.Value);
}
