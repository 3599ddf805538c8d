using Realtime.Chaos.Load;

namespace Realtime.Chaos.Verdict;

/// <summary>
/// Checks that clients received what the log has. A reader must have every event up to the one at which it left. A live socket must have
/// every lifecycle event of its session, and no event that the log does not have.
/// </summary>
static class RecordCheck
{
    public static readonly IReadOnlySet<string> Lifecycle = new HashSet<string>
    {
        "session_requested", "session_claimed", "session_started", "transport_renewed", "session_resumed", "end_requested", "session_ended",
    };

    /// <summary>Returns the number of events that a client received wrongly or not at all.</summary>
    public static int Judge(WholeLog log, IEnumerable<ClientRecord> records, Findings findings)
    {
        var wrong = 0;
        foreach (var record in records)
        {
            foreach (var (version, hash) in record.Told)
            {
                if (log.At(record.Conversation, version) is { } there && there.Hash == hash) continue;
                wrong++;
                findings.Add($"For {record.Who} of {record.Conversation}, version {version} differs from the log.");
            }

            foreach (var missed in Missed(log, record))
            {
                wrong++;
                findings.Add(
                    $"For {record.Who} of {record.Conversation}, version {missed} ({log.At(record.Conversation, missed)?.Type}) never "
                    + $"arrived, although version {record.Last} did.");
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
            if (!told.Contains(version) && (record.Session is null || there.Session == record.Session && Lifecycle.Contains(there.Type)))
                yield return version;
        }
    }
}
