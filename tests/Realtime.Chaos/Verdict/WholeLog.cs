using System.Text.Json;
using Npgsql;
using Realtime.Chaos.Load;
using Realtime.EventLog;

namespace Realtime.Chaos.Verdict;

/// <summary>
/// The log after the run, read in one pass. It keeps the type of each event and the hash of the text that clients must have received, and
/// for each session the facts that promises are checked against.
/// </summary>
sealed class WholeLog
{
    readonly Dictionary<string, List<LogEntry>> streams = new(StringComparer.Ordinal);
    readonly Dictionary<Guid, SessionFacts> sessions = [];

    public IReadOnlyDictionary<Guid, SessionFacts> Sessions => sessions;

    public static async Task<WholeLog> Read(NpgsqlDataSource database)
    {
        var log = new WholeLog();
        await using var command = database.CreateCommand(
            "select stream_id, version, seq_id, type, timestamp, data from mt_events where type <> "
            + "'tombstone' order by stream_id, version");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            log.Add(new LoggedEvent(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<byte[]>(5)));
        }

        return log;
    }

    public IReadOnlyList<LogEntry> Stream(string conversation) => streams.GetValueOrDefault(conversation) ?? [];

    /// <summary>The event at a version; null when there is none.</summary>
    public LogEntry? At(string conversation, long version) =>
        Stream(conversation) is var stream && version >= 1 && version <= stream.Count ? stream[(int)version - 1] : null;

    void Add(LoggedEvent e)
    {
        if (!streams.TryGetValue(e.Conversation, out var stream)) streams.Add(e.Conversation, stream = []);
        var read = ReadEvent.Parse(e.Envelope, TimeSpan.Zero);
        stream.Add(new LogEntry(string.Intern(e.Type), read.Session, read.Hash));
        if (!sessions.TryGetValue(read.Session, out var facts)) sessions.Add(read.Session, facts = new SessionFacts(e.Conversation));
        facts.Add(read);
    }
}

readonly record struct LogEntry(string Type, Guid Session, int Hash);

/// <summary>What the log has of one session.</summary>
sealed class SessionFacts(string conversation)
{
    public string Conversation => conversation;
    public int Requests { get; private set; }
    public List<string> Ends { get; } = [];
    public HashSet<string> Texts { get; } = [];
    public HashSet<string> Answers { get; } = [];
    public int Delivered { get; private set; }

    /// <summary>The number of undelivered texts in the totals of its end.</summary>
    public int? Undelivered { get; private set; }

    /// <summary>The code of the error that it ended with.</summary>
    public string? Error { get; private set; }

    public void Add(ReadEvent e)
    {
        switch (e.Type)
        {
            case "session_requested": Requests++; break;
            case "text_submitted": Texts.Add(e.Text("inputId")!); break;
            case "text_delivered": Delivered++; break;
            case "handoff_answered": Answers.Add(e.Text("callId")!); break;
            case "session_ended":
                Ends.Add(e.Text("reason")!);
                Undelivered = e.Data.GetProperty("totals") is { ValueKind: JsonValueKind.Object } totals
                    && totals.TryGetProperty("textsUndelivered", out var texts) ? texts.GetInt32() : 0;
                if (e.Data.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object)
                    Error = error.GetProperty("code").GetString();
                break;
        }
    }
}
