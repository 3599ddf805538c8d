using Npgsql;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.Chaos.Faults;

/// <summary>Writes events that this version does not write: those of a newer version, and those of clients of the first version.</summary>
sealed class LogPoison(PostgresServer database) : IAsyncDisposable
{
    const string Append =
        """
        with appended as (
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            values (nextval('mt_events_sequence'), gen_random_uuid(), $1, $2, jsonb_build_object('sessionId', $3::text),
                'from_the_future', now(), '*DEFAULT*', 'Nowhere.FromTheFuture, Nowhere', false))
        update mt_streams set version = $2 where id = $1
        """;

    Node? node;

    public async Task Start() => node = await Node.Start(database.ConnectionString);

    /// <summary>Appends an event of an unknown type to the conversation if this session is still live in it.</summary>
    public async Task AppendNewer(string conversation, Guid session)
    {
        try
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false;Timeout=3;Command Timeout=5");
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            if (await Ask("select version from mt_streams where id = $1 for update", transaction, conversation) is not long version) return;
            const string live = "select data -> 'live' ->> 'sessionId' from mt_doc_conversation where id = $1";
            if (await Ask(live, transaction, conversation) is not string now || now != session.ToString()) return;
            await Ask(Append, transaction, conversation, version + 1, session.ToString());
            await transaction.CommitAsync();
        }
        catch (NpgsqlException)
        {
            // The database is down.
        }
    }

    static async Task<object?> Ask(string sql, NpgsqlTransaction transaction, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync();
    }

    /// <summary>
    /// Gives the ids of the session's next events to requests of other sessions, which end at once. Clients of the first version could
    /// choose such ids.
    /// </summary>
    public async Task Squat(Guid session)
    {
        SessionEvent[] expected =
        [
            new SessionStarted(session, "sim", null, 1), new EndRequested(session),
            new SessionEnded(session, EndReason.Requested, null, null, null, SessionTotals.None, true),
            .. Enumerable.Range(1, 4).Select(epoch => new SessionClaimed(session, "squatter", "http://127.0.0.1:1", epoch)),
        ];
        foreach (var id in expected.Select(e => EventIds.Fixed(Tenant.Default, e)!.Value)) await TrySquat(id);
    }

    async Task TrySquat(Guid id)
    {
        var (conversations, conversation) = (node!.Conversations, $"squatter-{id:n}");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            var start = new Start(id, new SessionOptions("sim"));
            await conversations.Transact(conversation, start, patience.Token,
                e => e is SessionRequested ? id : EventIds.Of(Tenant.Default, e));
            await conversations.Transact(conversation, new RequestEnd(id), patience.Token);
        }
        catch (Exception e) when (LogFailures.IsDuplicateEvent(e) || LogFailures.IsUnavailable(e)
            || e is OperationCanceledException or NpgsqlException)
        {
            // The event happened already, or the database is down. The run ends a session that is left requested like any other.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (node is not null) await node.DisposeAsync();
    }
}
