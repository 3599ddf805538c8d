using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Realtime.EventLog;
using Realtime.EventLog.Audit;

namespace Realtime.LogChecking;

/// <summary>The version and the document of a conversation. Either is null when its row is missing.</summary>
sealed record StoredConversation(string Id, long? Version, byte[]? Document);

/// <summary>
/// Reads Marten's tables by plain SQL. All reads are in one transaction and see one snapshot, whatever is written meanwhile.
/// </summary>
sealed class LogTables(NpgsqlTransaction snapshot)
{
    /// <summary>How many conversations are read at a time. It bounds the memory.</summary>
    const int PageSize = 500;

    const string Page =
        """
        with ids as (
            (select id from mt_streams where id > $1 and version > 0 order by id limit $2)
            union
            (select id from mt_doc_conversation where id > $1 order by id limit $2))
        select ids.id, s.version, d.data from ids
        left join mt_streams s on s.id = ids.id left join mt_doc_conversation d on d.id = ids.id
        order by ids.id limit $2
        """;

    const string Strays =
        $"""
        select distinct e.stream_id, null::bigint, null::jsonb from mt_events e
        where e.type <> '{History.Tombstone}' and not exists (select from mt_streams s where s.id = e.stream_id)
          and not exists (select from mt_doc_conversation d where d.id = e.stream_id)
        """;

    /// <summary>Everything with a stream, a document or events, in pages.</summary>
    public async IAsyncEnumerable<List<StoredConversation>> Conversations([EnumeratorCancellation] CancellationToken ct)
    {
        var page =
            await Read(Page, ct, new NpgsqlParameter<string> { TypedValue = "" }, new NpgsqlParameter<int> { TypedValue = PageSize });
        while (page.Count > 0)
        {
            yield return page;
            page = await Read(Page, ct, new NpgsqlParameter<string> { TypedValue = page[^1].Id },
                new NpgsqlParameter<int> { TypedValue = PageSize });
        }

        // A foreign key forbids events without a stream. There are none unless somebody dropped the key.
        foreach (var strays in (await Read(Strays, ct)).Chunk(PageSize)) yield return [.. strays];
    }

    /// <summary>The events of these conversations, one conversation after the other, oldest first.</summary>
    public async IAsyncEnumerable<(LoggedEvent Event, Guid Id)> Events(
        IEnumerable<StoredConversation> conversations, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = Command(
            "select stream_id, version, seq_id, type, timestamp, data, id from mt_events where stream_id = any($1) and type <> "
            + $"'{History.Tombstone}' order by stream_id, version");
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. conversations.Select(c => c.Id)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
        });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return (new LoggedEvent(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<byte[]>(5)), reader.GetGuid(6));
        }
    }

    async Task<List<StoredConversation>> Read(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = Command(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var page = new List<StoredConversation>();
        while (await reader.ReadAsync(ct))
        {
            page.Add(new StoredConversation(reader.GetString(0),
                await reader.IsDBNullAsync(1, ct) ? null : reader.GetInt64(1),
                await reader.IsDBNullAsync(2, ct) ? null : reader.GetFieldValue<byte[]>(2)));
        }

        return page;
    }

    NpgsqlCommand Command(string sql) => new(sql, snapshot.Connection, snapshot) { CommandTimeout = 0 };
}
