using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>
/// The list of conversations that cannot be sealed. The sealer skips them, and each is tried again by itself. A conversation is on the list
/// before the sealer's progress passes its events, and until all of them are sealed.
/// </summary>
public sealed class UnsealedConversations(NpgsqlDataSource database, AuditConnections held, SealStore seals, History history)
{
    internal const string Table =
        """
        create table if not exists realtime.unsealed (
            stream varchar primary key,
            since timestamptz not null default clock_timestamp());
        """;

    internal static async Task Add(NpgsqlConnection connection, IEnumerable<string> conversations, CancellationToken ct)
    {
        const string sql = "insert into realtime.unsealed (stream) select unnest($1) on conflict do nothing";
        await using var command = new NpgsqlCommand(sql, connection);
        var type = NpgsqlDbType.Array | NpgsqlDbType.Varchar;
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. conversations], NpgsqlDbType = type });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Up to this many of them, the oldest on the list first.</summary>
    public async Task<IReadOnlyList<ConversationKey>> Some(int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select stream from realtime.unsealed order by since, stream limit $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(ct);
        var conversations = new List<ConversationKey>();
        while (await row.ReadAsync(ct)) conversations.Add(ConversationKey.Parse(row.GetString(0)));
        return conversations;
    }

    /// <summary>Seals a conversation and takes it off the list.</summary>
    public async Task Seal(ConversationKey conversation, CancellationToken ct)
    {
        await seals.SealAll(conversation, history, ct); // most of the work, before the lock
        await using var connection = await held.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        const string progress = $"select from mt_event_progression where name = '{Sealer.ProgressRow}' for update";
        await using (var hold = new NpgsqlCommand(progress, connection, transaction)) await hold.ExecuteNonQueryAsync(ct);
        // While the progress row is locked, no sealer can skip further events of the conversation.
        await seals.SealAll(conversation, history, ct);
        await using var forget = new NpgsqlCommand("delete from realtime.unsealed where stream = $1", connection, transaction);
        forget.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        await forget.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
