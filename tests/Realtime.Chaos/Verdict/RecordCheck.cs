using Realtime.Chaos.Load;

namespace Realtime.Chaos.Verdict;

/// <summary>What clients were told is what the log has. A reader has all of it, up to where it left; a live socket has what it was told, and all of its session's lifecycle.</summary>
static class RecordCheck
{
    public static readonly IReadOnlySet<string> Lifecycle = new HashSet<string>
    {
        "session_requested", "session_claimed", "session_started", "transport_renewed", "session_resumed", "end_requested", "session_ended",
    };

    /// <summary>Gives the number of events that were told wrongly or not at all.</summary>
    public static int Judge(WholeLog log, IEnumerable<ClientRecord> records, Findings findings)
    {
        var wrong = 0;
        foreach (var record in records)
        {
            foreach (var (version, hash) in record.Told)
            {
                if (log.At(record.Conversation, version) is { } there && there.Hash == hash) continue;
                wrong++;
                findings.Add($"To {record.Who} of {record.Conversation}, version {version} was not told as it is in the log.");
            }

            foreach (var missed in Missed(log, record))
            {
                wrong++;
                findings.Add($"To {record.Who} of {record.Conversation}, version {missed} ({log.At(record.Conversation, missed)?.Type}) was never told, though it was told version {record.Last}.");
            }
        }

        return wrong;
    }

    static IEnumerable<long> Missed(WholeLog log, ClientRecord record)
    {
        var told = record.Told.Select(event_ => event_.Version).ToHashSet();
        var stream = log.Stream(record.Conversation);
        for (var version = 1L; version < record.Last && version <= stream.Count; version++)
        {
            var there = stream[(int)version - 1];
            if (!told.Contains(version) && (record.Session is null || there.Session == record.Session && Lifecycle.Contains(there.Type))) yield return version;
        }
    }
}
