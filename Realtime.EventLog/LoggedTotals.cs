using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>Works out from the log what a session used, for an end that another process than the owner records.</summary>
public sealed class LoggedTotals(NpgsqlDataSource database)
{
    static readonly string[] Counted = [.. EventTypes.All.Where(SessionTotals.IsOfProvider).Select(EventTypes.NameOf)];
    static readonly string[] WithUsage = [EventTypes.NameOf<ResponseDone>(), EventTypes.NameOf<TranscriptCompleted>()];

    const string Where = "e.stream_id = $1 and e.version > $2 and e.version <= $3 and e.type = any($4) and (e.data ->> 'sessionId') = $5";

    /// <summary>The totals of the session's events after one version and up to another.</summary>
    public async Task<SessionTotals> Of(ConversationKey conversation, Guid session, long after, long upTo, CancellationToken ct)
    {
        var totals = SessionTotals.OfLog;
        await using (var used = Command($"select {EventReader.Columns} from mt_events e where {Where} order by e.version", WithUsage))
        await using (var row = await used.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct)) totals = totals.After((SessionEvent)EventReader.Read(row).Decode());
        }

        await using var count = Command($"select count(*) from mt_events e where {Where}", Counted);
        return totals with { EventsRecorded = (long)(await count.ExecuteScalarAsync(ct))! };

        NpgsqlCommand Command(string text, string[] types)
        {
            var command = database.CreateCommand(text);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = types,
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.ToString() });
            return command;
        }
    }
}
