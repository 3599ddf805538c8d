using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marten;
using Npgsql;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>The versions that an erasure masked, none for a repeat, and the conversation's version after it.</summary>
public sealed record Erased(string Conversation, long Version, IReadOnlyList<VersionRange> Masked);

/// <summary>
/// Removes the content of a conversation and keeps the proof of what happened. One transaction masks the events, deletes the salts and
/// appends content_masked. An archived conversation takes no append, so the same transaction opens it and closes it again, and nobody sees
/// it open. It uses our own SQL because Marten's masking commits by itself and skips archived streams.
/// </summary>
public sealed class Erasure(IDocumentStore store, NpgsqlDataSource database, AuditConnections held, History history, SealStore seals,
    Nudges nudges, Author author)
{
    const int Attempts = 20;
    const int RowsAtOnce = 500;

    // Without headers Marten writes JSON's null. null || object is an array, which Marten cannot read.
    const string Mask =
        """
        update mt_events e set data = r.data,
            headers = case jsonb_typeof(e.headers) when 'object' then e.headers else jsonb_build_object() end
                || jsonb_build_object('masked', true)
        from jsonb_to_recordset(?::jsonb) as r(version bigint, data jsonb) where e.stream_id = ? and e.version = r.version
        """;

    const string ForgetSalts =
        """
        update realtime.seal s set salt = null
        from jsonb_to_recordset(?::jsonb) as r("from" bigint, "to" bigint) where s.stream = ? and s.version between r."from" and r."to"
        """;

    // The document has the end of the last session. An erasure is refused while a session is live.
    const string MaskDocument =
        """
        update mt_doc_conversation set data = jsonb_set(data, '{lastEnd,error,message}', to_jsonb(?::text))
        where id = ? and data #>> '{lastEnd,error,origin}' <> 'worker'
        """;

    /// <exception cref="SessionLiveException">A session is live.</exception>
    public async Task<Erased?> Erase(ConversationKey conversation, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryErase(conversation, ct);
            }
            catch (Exception e) when (attempt < Attempts && LogFailures.IsLostRace(e))
            {
                // Another writer has appended: load again.
            }
        }
    }

    async Task<Erased?> TryErase(ConversationKey conversation, CancellationToken ct)
    {
        await using var connection = await held.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Archive.Hold(transaction, conversation, ct) is not { } isArchived || await history.Find(conversation, ct) is null)
            return null;
        if (isArchived) await Archive.Reopen(transaction, conversation, ct);
        var erased = await TryErase(conversation, transaction, ct);
        if (erased.Masked.Count == 0) return erased;
        if (isArchived)
        {
            // The daemon skips archived events, so seal the erasure's own event here.
            await seals.SealAfter(transaction, conversation, erased.Version - 1, ct);
            await Archive.Close(transaction, conversation, ct);
        }

        await transaction.CommitAsync(ct);
        nudges.Raise(conversation, erased.Version);
        return erased;
    }

    async Task<Erased> TryErase(ConversationKey conversation, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
        author.Sign(session, causation: "EraseContent");
        var stream = await session.Events.FetchForWriting<Conversation>(conversation.Stream, ct);
        var now = stream.Aggregate ?? Conversation.Unborn(conversation);
        var version = stream.CurrentVersion ?? 0;
        if (now.Live is not null) ContentErasure.Decide(now, [], ""); // refuses before it reads anything

        var rewritten = await Rewritten(conversation, version, ct);
        var ranges = VersionRange.Of(rewritten.Select(r => r.Version));
        var digest = Seal.MaskDigestOf(rewritten.Select(r => (r.Version, r.Hash)));
        var events = ContentErasure.Decide(now, ranges, digest);
        if (events.Count == 0) return new Erased(conversation.Name, version, []);

        // The log must have the digests of the content before the content is removed.
        await seals.SealAll(conversation, history, ct);
        foreach (var e in events) stream.AppendOne(session.Identified(e, EventIds.Of(conversation.Tenant, e)));
        foreach (var chunk in rewritten.Chunk(RowsAtOnce)) session.QueueSqlCommand(Mask, Rows(chunk), conversation.Stream);
        session.QueueSqlCommand(ForgetSalts, JsonSerializer.Serialize(ranges, EventTypes.Json), conversation.Stream);
        session.QueueSqlCommand(MaskDocument, ContentMask.Text, conversation.Stream);
        await session.SaveChangesAsync(ct);
        return new Erased(conversation.Name, version + events.Count, ranges);
    }

    /// <summary>
    /// The masked data of the events that the mask changes and that were not masked before, in PostgreSQL's own form, which is the sealed
    /// one.
    /// </summary>
    async Task<List<(long Version, string Data, byte[] Hash)>> Rewritten(ConversationKey conversation, long upTo, CancellationToken ct)
    {
        var rewritten = new List<(long, string, byte[])>();
        await foreach (var page in history.Pages(conversation, after: 0, upTo, ct))
        {
            var masks = page.Where(e => !e.IsMasked).Select(e => (e.Event.Version, Before: e.Event.Decode()))
                .Select(e => (e.Version, e.Before, After: ContentMask.Of(e.Before)))
                .Where(e => !ReferenceEquals(e.Before, e.After)).ToList();
            if (masks.Count == 0) continue;
            await using var command = database.CreateCommand(
                """
                select r.version, r.data::text from jsonb_to_recordset($1::jsonb) as r(version bigint, data jsonb)
                join mt_events e on e.stream_id = $2 and e.version = r.version where e.data <> r.data order by r.version
                """);
            command.Parameters.Add(new NpgsqlParameter<string>
            {
                TypedValue =
                    JsonSerializer.Serialize(masks.Select(m => new { version = m.Version, data = (object)m.After }), EventTypes.Json),
            });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                rewritten.Add((row.GetInt64(0), row.GetString(1), SHA256.HashData(Encoding.UTF8.GetBytes(row.GetString(1)))));
        }

        return rewritten;
    }

    static string Rows(IEnumerable<(long Version, string Data, byte[] Hash)> rows) =>
        "[" + string.Join(',', rows.Select(r => $"{{\"version\":{r.Version},\"data\":{r.Data}}}")) + "]";
}
