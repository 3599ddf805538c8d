namespace Realtime.Chaos.Load;

/// <summary>
/// The events of a conversation that one client received: versions, and hashes of their texts. Complete once the client has left.
/// </summary>
/// <param name="session">The session of a live socket; null for a reader of the whole conversation.</param>
sealed class ClientRecord(string conversation, Guid? session)
{
    readonly List<(long Version, int Hash)> told = [];

    public string Conversation => conversation;
    public Guid? Session => session;

    /// <summary>Names the client in a finding.</summary>
    public string Who => session is null ? "a reader" : $"a live socket of session {session}";

    public IReadOnlyList<(long Version, int Hash)> Told => told;

    /// <summary>The highest version received.</summary>
    public long Last { get; private set; }

    public bool Has(long version) => told.Any(event_ => event_.Version == version);

    public void Add(ReadEvent e)
    {
        told.Add((e.Version, e.Hash));
        Last = Math.Max(Last, e.Version);
    }
}
