using System.Diagnostics.Metrics;

namespace Realtime.EventLog;

/// <summary>The events of some appends as columns, with one element for each event.</summary>
sealed class EventRows
{
    static readonly Meter Meter = new("Realtime.EventLog");
    static readonly Counter<long> Appended =
        Meter.CreateCounter<long>("realtime.eventlog.appended", description: "Appended events, by type");

    public EventRows(IReadOnlyCollection<Append> appends)
    {
        var count = appends.Sum(a => a.Events.Count);
        (Streams, Versions, Ids) = (new string[count], new long[count], new Guid[count]);
        (Types, DotNetTypes, Data) = (new string[count], new string[count], new byte[count][]);
        var i = 0;
        foreach (var append in appends)
        {
            var version = append.Expected;
            foreach (var e in append.Events)
            {
                var type = EventTypes.StoredNamesOf(e);
                (Streams[i], Versions[i], Ids[i]) = (append.Conversation.Stream, ++version, append.IdOf(e));
                (Types[i], DotNetTypes[i], Data[i]) = (type.Name, type.DotNet, LogJson.Write(e));
                i++;
            }
        }
    }

    public string[] Streams { get; }
    public long[] Versions { get; }
    public Guid[] Ids { get; }
    public string[] Types { get; }
    public string[] DotNetTypes { get; }
    public byte[][] Data { get; }

    /// <summary>Counts the events of the streams that were appended to.</summary>
    public void Count(HashSet<string> taken)
    {
        if (!Appended.Enabled) return;
        for (var i = 0; i < Streams.Length; i++)
        {
            if (taken.Contains(Streams[i])) Appended.Add(1, new KeyValuePair<string, object?>("type", Types[i]));
        }
    }
}
