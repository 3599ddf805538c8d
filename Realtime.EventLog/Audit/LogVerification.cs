using System.Data;
using Npgsql;
using NpgsqlTypes;
using Realtime.EventLog.Checking;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>The result of a verification. Findings has the first findings; Truncated says that there are more.</summary>
public sealed record Verification(
    bool Intact, long Conversations, long Events, long Seals, Sealing Sealing, IReadOnlyList<Finding> Findings, bool Truncated);

/// <summary>How far a verification is. Of is the number of conversations when it began.</summary>
public sealed record VerificationProgress(long Conversations, long Of, long Events, long Seals);

/// <summary>
/// Checks one conversation or the whole log against the rules of the lifecycle and against the seals. It may run during writes. It reads a
/// conversation that looks broken again in one snapshot before it reports it.
/// </summary>
public sealed class LogVerification(NpgsqlDataSource database)
{
    public const int MostFindings = 1_000;
    const int PageSize = 1_000;

    /// <summary>
    /// The conversations of a tenant, by their documents, by their first seals where the document is missing, and by the summaries of their
    /// sessions where both are.
    /// </summary>
    static readonly string Names =
        $"""
         (select id as stream from mt_doc_conversation where {TenantColumn.Of("id")} = $1 and id > $2 order by id limit {PageSize})
         union
         (select stream from realtime.seal where version = 1 and {TenantColumn.Of("stream")} = $1 and stream > $2
             order by stream limit {PageSize})
         union
         (select distinct {SummaryStore.Conversation} from mt_doc_sessionsummary
             where {SummaryStore.OfTenant} = $1 and {SummaryStore.Conversation} > $2 order by 1 limit {PageSize})
         order by 1 limit {PageSize}
         """;

    static readonly string OfTenant = $"select count(*) from mt_doc_conversation where {TenantColumn.Of("id")} = $1";

    /// <summary>The places of the whole log after a place, and those of one conversation after a version.</summary>
    static readonly string Everywhere =
        PageOf(id => $"{id} >= $1 and ({id}, 0::bigint) > ($1, $2)", stream => $"({stream}, version) > ($1, $2)");

    static readonly string InOne = PageOf(id => $"{id} = $1 and 0 > $2", stream => $"{stream} = $1 and version > $2");

    static string PageOf(Func<string, string> conversations, Func<string, string> versions) =>
        $"""
         with place as (
             (select id as stream, 0::bigint as version from mt_streams
              where {conversations("id")} and version > 0 order by id limit {PageSize})
             union
             (select id, 0::bigint from mt_doc_conversation
              where {conversations("id")} order by id limit {PageSize})
             union
             (select distinct {SummaryStore.Conversation}, 0::bigint from mt_doc_sessionsummary
              where {conversations(SummaryStore.Conversation)} order by 1 limit {PageSize})
             union
             (select stream_id, version from mt_events
              where {versions("stream_id")} and type <> '{History.Tombstone}' order by stream_id, version limit {PageSize})
             union
             (select stream, version from realtime.seal where {versions("stream")} order by stream, version limit {PageSize})
             order by 1, 2 limit {PageSize})
         select place.stream, place.version, t.version, d.data, s.sequence, s.content, s.digest, s.salt, e.seq_id,
             {History.Columns}, u.since
         from place
         left join mt_streams t on place.version = 0 and t.id = place.stream
         left join mt_doc_conversation d on place.version = 0 and d.id = place.stream
         left join realtime.unsealed u on place.version = 0 and u.stream = place.stream
         left join mt_events e on e.stream_id = place.stream and e.version = place.version
         left join realtime.seal s on s.stream = place.stream and s.version = place.version
         order by place.stream, place.version
         """;

    /// <summary>Verifies the whole log, of all tenants, for operators of the deployment.</summary>
    public async Task<Verification> All(CancellationToken ct, IProgress<VerificationProgress>? report = null)
    {
        var tally = new Tally(report, report is null ? 0 : await Count("select count(*) from mt_streams where $1 = ''", "", ct));
        await using var connection = await database.OpenConnectionAsync(ct);
        await Read(connection, "", whole: true, tally, ct);
        return tally.Result(await SealProgress.Read(connection, ct));
    }

    /// <summary>Verifies all conversations of a tenant.</summary>
    public async Task<Verification> All(Tenant tenant, CancellationToken ct, IProgress<VerificationProgress>? report = null)
    {
        var tally = new Tally(report, report is null ? 0 : await Count(OfTenant, tenant.ToString(), ct));
        await using var connection = await database.OpenConnectionAsync(ct);
        for (var after = ""; await NamesAfter(connection, tenant, after, ct) is { Count: > 0 } names; after = names[^1])
        {
            foreach (var name in names)
            {
                var one = new Tally();
                await Read(connection, name, whole: false, one, ct);
                if (one.Last is { } last)
                    tally.Add(last.Findings.Count > 0 ? await Again(connection, ConversationKey.Parse(name), ct) : last);
            }
        }

        return tally.Result(await SealProgress.Read(connection, ct));
    }

    async Task<long> Count(string query, string tenant, CancellationToken ct)
    {
        await using var command = database.CreateCommand(query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    static async Task<List<string>> NamesAfter(NpgsqlConnection connection, Tenant tenant, string after, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Names, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after, NpgsqlDbType = NpgsqlDbType.Varchar });
        await using var row = await command.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await row.ReadAsync(ct)) names.Add(row.GetString(0));
        return names;
    }

    public async Task<Verification> One(ConversationKey conversation, CancellationToken ct)
    {
        var tally = new Tally();
        await using var connection = await database.OpenConnectionAsync(ct);
        tally.Add(await Again(connection, conversation, ct));
        return tally.Result(await SealProgress.Read(connection, ct));
    }

    /// <summary>Verifies one conversation in one snapshot.</summary>
    static async Task<ConversationVerification> Again(NpgsqlConnection connection, ConversationKey conversation, CancellationToken ct)
    {
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var tally = new Tally();
        await Read(connection, conversation.Stream, whole: false, tally, ct);
        return tally.Last ?? new ConversationVerification(conversation.Stream, 0);
    }

    static async Task Read(NpgsqlConnection connection, string from, bool whole, Tally tally, CancellationToken ct)
    {
        var sealedUpTo = (await SealProgress.Read(connection, ct)).Sequence;
        ConversationVerification? current = null;
        var (stream, version) = (from, -1L);
        int rows;
        do
        {
            rows = 0;
            var finished = new List<ConversationVerification>();
            await using (var command = new NpgsqlCommand(whole ? Everywhere : InOne, connection))
            {
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream, NpgsqlDbType = NpgsqlDbType.Varchar });
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
                await using var row = await command.ExecuteReaderAsync(ct);
                while (await row.ReadAsync(ct))
                {
                    rows++;
                    (stream, version) = (row.GetString(0), row.GetInt64(1));
                    if (stream != current?.Conversation)
                    {
                        if (current is not null) finished.Add(current);
                        current = new ConversationVerification(stream, sealedUpTo);
                    }

                    current.Next(row);
                }
            }

            foreach (var conversation in finished) await Count(connection, conversation, whole, tally, ct);
        }
        while (rows == PageSize);
        if (current is not null) await Count(connection, current, whole, tally, ct);
    }

    static async Task Count(
        NpgsqlConnection connection, ConversationVerification conversation, bool again, Tally tally, CancellationToken ct)
    {
        conversation.Finish();
        tally.Add(again && conversation.Findings.Count > 0
            ? await Again(connection, ConversationKey.Parse(conversation.Conversation), ct)
            : conversation);
    }

    sealed class Tally(IProgress<VerificationProgress>? report = null, long of = 0)
    {
        readonly List<Finding> findings = [];
        long conversations, events, seals;
        bool truncated, broken;

        public ConversationVerification? Last { get; private set; }

        public void Add(ConversationVerification conversation)
        {
            Last = conversation;
            conversations++;
            events += conversation.Events;
            seals += conversation.Seals;
            broken |= conversation.Findings.Count > 0;
            truncated |= conversation.Truncated || findings.Count + conversation.Findings.Count > MostFindings;
            findings.AddRange(conversation.Findings.Take(MostFindings - findings.Count));
            report?.Report(new VerificationProgress(conversations, of, events, seals));
        }

        public Verification Result(Sealing sealing) => new(!broken, conversations, events, seals, sealing, findings, truncated);
    }
}
