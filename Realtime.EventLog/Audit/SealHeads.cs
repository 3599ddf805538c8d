using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Realtime.EventLog.Checking;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>The last seal of a conversation. Kept elsewhere, it proves later that nothing up to it was changed or removed.</summary>
/// <param name="Conversation">The name of the conversation's stream.</param>
/// <param name="Seal">The digest in hexadecimal.</param>
public sealed record SealHead(string Conversation, long Version, long Sequence, string Seal);

public sealed class SealHeads(NpgsqlDataSource database)
{
    const int PageSize = 1_000;

    /// <summary>
    /// The heads of a tenant's conversations, or of all conversations if the tenant is null, in the order of their names. It keeps only one
    /// page in memory.
    /// </summary>
    public async IAsyncEnumerable<SealHead> All(Tenant? tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = "";
        while (true)
        {
            var (page, last) = await Page(tenant, after, ct);
            foreach (var head in page) yield return head;
            if (last is null) yield break;
            after = last;
        }
    }

    /// <summary>
    /// Finds where the log has changed since these heads were exported. A head covers everything before it, so verify the log too.
    /// </summary>
    public async Task<IReadOnlyList<Finding>> Check(IReadOnlyList<SealHead> heads, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select h.n, coalesce((select version from mt_streams where id = h.stream), 0), s.digest, e.version is not null
            from unnest($1, $2) with ordinality as h(stream, version, n)
            left join realtime.seal s on s.stream = h.stream and s.version = h.version
            left join mt_events e on e.stream_id = h.stream and e.version = h.version
            order by h.n
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. heads.Select(h => h.Conversation)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. heads.Select(h => h.Version)] });
        var findings = new List<Finding>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var head = heads[(int)row.GetInt64(0) - 1];
            var digest = row.IsDBNull(2) ? null : Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2));
            if (digest is null || !row.GetBoolean(3))
                findings.Add(new Finding(head.Conversation, head.Version, SealRules.TailMissing,
                    $"The conversation had {head.Version} sealed events when the head was exported. Its stream is at version "
                    + $"{row.GetInt64(1)}, and {What(digest)} of version {head.Version} is missing."));
            else if (!digest.Equals(head.Seal, StringComparison.OrdinalIgnoreCase))
                findings.Add(new Finding(head.Conversation, head.Version, SealRules.HeadDiffers,
                    $"The seal of version {head.Version} is not the exported one: an event up to this "
                    + "version was changed and sealed again."));
        }

        return findings;
    }

    static string What(string? digest) => digest is null ? "the seal" : "the event";

    async Task<(List<SealHead> Heads, string? Last)> Page(Tenant? tenant, string after, CancellationToken ct)
    {
        var streams = tenant is null
            ? "select id from mt_streams"
            : $"select id from (select id from mt_doc_conversation where {TenantColumn.Of("id")} = $2) own";
        await using var command = database.CreateCommand(
            $"""
             select t.id, h.version, h.sequence, h.digest
             from ({streams} where id > $1 order by id limit {PageSize}) t
             left join lateral (select version, sequence, digest from realtime.seal where stream = t.id
                 order by version desc limit 1) h on true
             order by t.id
             """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after, NpgsqlDbType = NpgsqlDbType.Varchar });
        if (tenant is not null) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString() });
        var heads = new List<SealHead>();
        string? last = null;
        var rows = 0;
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            rows++;
            last = row.GetString(0);
            if (!row.IsDBNull(1))
                heads.Add(new SealHead(last, row.GetInt64(1), row.GetInt64(2), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(3))));
        }

        return (heads, rows < PageSize ? null : last);
    }
}
