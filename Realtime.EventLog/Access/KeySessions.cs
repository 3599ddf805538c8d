using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog.Access;

/// <summary>Finds the live sessions that a key has started. Their requests have the id of the key.</summary>
public sealed class KeySessions(NpgsqlDataSource database)
{
    static readonly string Query =
        $"""
         select d.id, d.data -> 'live' ->> 'sessionId' from mt_doc_conversation d
         join lateral (select e.headers ->> 'key' as key from mt_events e
             where e.stream_id = d.id and e.type = 'session_requested' order by e.version desc limit 1) requested on true
         where d.data -> 'live' ->> 'phase' in ('requested', 'claimed', 'started', 'ending') and {TenantColumn.Of("d.id")} = $1
             and requested.key = $2
         """;

    public async Task<IReadOnlyList<(ConversationKey Conversation, Guid SessionId)>> Live(Tenant tenant, string key, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString(), NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var row = await command.ExecuteReaderAsync(ct);
        var live = new List<(ConversationKey, Guid)>();
        while (await row.ReadAsync(ct))
            if (Guid.TryParse(row.GetString(1), out var session)) live.Add((ConversationKey.Parse(row.GetString(0)), session));
        return live;
    }
}
