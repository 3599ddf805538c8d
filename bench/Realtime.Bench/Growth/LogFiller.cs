using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Bench.Growth;

/// <summary>
/// Fills an empty log with conversations that have ended. It copies rows into the tables, with their streams, documents, summaries,
/// statistics and seals, and sets the progress of all that reads the log, as if the product had recorded them over a month.
/// </summary>
sealed class LogFiller(BenchRun run, string connectionString)
{
    /// <summary>So many conversations live at the same time, so that their events lie between each other.</summary>
    const int AtOnce = 50;

    const int EventsOfEach = 100;
    static readonly DateTimeOffset End = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
    static readonly TimeSpan Month = TimeSpan.FromDays(30);

    readonly string deferred = connectionString + ";Include Error Detail=true;Command Timeout=0";

    /// <summary>Returns the number of events in the log, less than wanted if the time is over.</summary>
    public async Task<long> Fill(int events, TimeSpan most)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var conversations = events / EventsOfEach / AtOnce * AtOnce;
        await using var log = await Open();
        await using var proofs = await Open();
        await BareTables.Execute(log, "begin");
        await BareTables.Execute(proofs, "begin");
        var (logRest, proofRest) = (await BareTables.Strip(log, "mt_streams", "mt_events", "mt_doc_conversation", "mt_doc_sessionsummary"),
            await BareTables.Strip(proofs, "realtime.seal"));
        var (streams, documents, summaries) = (new List<FilledConversation>(), new List<(string, byte[])>(), new List<(string, byte[])>());
        var filled = 0;
        await using (var events_ = await log.BeginBinaryImportAsync(
            "copy mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, causation_id, headers, "
            + "user_name, is_archived) from stdin (format binary, freeze)"))
        await using (var seals = await proofs.BeginBinaryImportAsync(
            "copy realtime.seal (stream, version, sequence, content, digest, salt) from stdin (format binary, freeze)"))
        {
            var next = Task.Run(() => Group(0, conversations));
            while (filled < conversations && TimeProvider.System.GetElapsedTime(begun) < most)
            {
                var group = await next;
                filled += group.Length;
                var from = filled;
                if (filled < conversations) next = Task.Run(() => Group(from, conversations));
                await Task.WhenAll(Task.Run(() => Write(events_, group)), Task.Run(() => WriteSeals(seals, group)));
                foreach (var each in group)
                {
                    documents.Add((each.Name, JsonSerializer.SerializeToUtf8Bytes(each.Document, EventTypes.Json)));
                    summaries.Add((each.Summary.Id, JsonSerializer.SerializeToUtf8Bytes(each.Summary, EventTypes.Json)));
                }

                if (filled % 10_000 == 0) run.Say($"  {filled} conversations, {filled * (long)EventsOfEach} events");
            }

            await Task.WhenAll(events_.CompleteAsync().AsTask(), seals.CompleteAsync().AsTask());
        }

        run.Say("  streams, documents and summaries");
        await Streams(log, documents.Select(d => d.Item1));
        await Documents(log, "conversation", MartensName<Conversation>(), documents, EventsOfEach);
        await Documents(log, "sessionsummary", MartensName<SessionSummary>(), summaries, revision: 5);
        run.Say("  indexes");
        await Task.WhenAll(Restore(log, logRest), Restore(proofs, proofRest));
        await BareTables.Execute(log, Derived(filled * (long)EventsOfEach));
        await BareTables.Execute(log, "commit");
        await BareTables.Execute(proofs, "commit");
        run.Say("  vacuum analyze");
        await BareTables.Execute(log, "vacuum analyze");
        await BareTables.Execute(log, "checkpoint");
        return filled * (long)EventsOfEach;
    }

    static FilledConversation[] Group(int first, int conversations)
    {
        var between = Month / ((long)conversations * EventsOfEach);
        return [.. Enumerable.Range(first, AtOnce).Select(number => FilledConversation.Make(
            number, EventsOfEach, i => ((long)first * EventsOfEach) + (i * AtOnce) + (number - first) + 1,
            sequence => new DateTimeOffset((End - Month + (between * sequence)).Ticks / 10 * 10, TimeSpan.Zero)))];
    }

    static void Write(NpgsqlBinaryImporter rows, FilledConversation[] group)
    {
        for (var i = 0; i < EventsOfEach; i++)
        {
            foreach (var each in group)
            {
                var e = each.Events[i];
                rows.StartRow();
                rows.Write(e.Event.Sequence, NpgsqlDbType.Bigint);
                rows.Write(e.Id, NpgsqlDbType.Uuid);
                rows.Write(each.Name, NpgsqlDbType.Varchar);
                rows.Write(e.Event.Version, NpgsqlDbType.Bigint);
                rows.Write(e.Event.Data, NpgsqlDbType.Jsonb);
                rows.Write(e.Event.Type, NpgsqlDbType.Varchar);
                rows.Write(e.Event.At.UtcDateTime, NpgsqlDbType.TimestampTz);
                rows.Write("*DEFAULT*", NpgsqlDbType.Varchar);
                rows.Write(DotNetNames[e.Event.Type], NpgsqlDbType.Varchar);
                rows.Write(FilledConversation.Causation, NpgsqlDbType.Varchar);
                rows.Write(Headers, NpgsqlDbType.Jsonb);
                rows.Write(FilledConversation.Actor, NpgsqlDbType.Varchar);
                rows.Write(false, NpgsqlDbType.Boolean);
            }
        }
    }

    static void WriteSeals(NpgsqlBinaryImporter rows, FilledConversation[] group)
    {
        for (var i = 0; i < EventsOfEach; i++)
        {
            foreach (var each in group)
            {
                var seal = each.Seals[i];
                rows.StartRow();
                rows.Write(seal.Conversation, NpgsqlDbType.Varchar);
                rows.Write(seal.Version, NpgsqlDbType.Bigint);
                rows.Write(seal.Sequence, NpgsqlDbType.Bigint);
                rows.Write(seal.Content, NpgsqlDbType.Bytea);
                rows.Write(seal.Digest, NpgsqlDbType.Bytea);
                rows.Write(seal.Salt!, NpgsqlDbType.Bytea);
            }
        }
    }

    static async Task Streams(NpgsqlConnection connection, IEnumerable<string> names)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            "copy mt_streams (id, type, version, tenant_id, is_archived) from stdin (format binary, freeze)");
        foreach (var name in names)
        {
            await rows.StartRowAsync();
            await rows.WriteAsync(name, NpgsqlDbType.Varchar);
            await rows.WriteAsync("conversation", NpgsqlDbType.Varchar);
            await rows.WriteAsync((long)EventsOfEach, NpgsqlDbType.Bigint);
            await rows.WriteAsync("*DEFAULT*", NpgsqlDbType.Varchar);
            await rows.WriteAsync(false, NpgsqlDbType.Boolean);
        }

        await rows.CompleteAsync();
    }

    static async Task Documents(NpgsqlConnection connection, string table, string type, List<(string Id, byte[] Data)> all, int revision)
    {
        await using var width = new NpgsqlCommand(
            $"select attlen = 8 from pg_attribute where attrelid = 'mt_doc_{table}'::regclass and attname = 'mt_version'", connection);
        var isLong = await width.ExecuteScalarAsync() is true;
        await using var rows = await connection.BeginBinaryImportAsync(
            $"copy mt_doc_{table} (id, data, mt_dotnet_type, mt_version) from stdin (format binary, freeze)");
        foreach (var (id, data) in all)
        {
            await rows.StartRowAsync();
            await rows.WriteAsync(id, NpgsqlDbType.Varchar);
            await rows.WriteAsync(data, NpgsqlDbType.Jsonb);
            await rows.WriteAsync(type, NpgsqlDbType.Varchar);
            if (isLong) await rows.WriteAsync((long)revision, NpgsqlDbType.Bigint);
            else await rows.WriteAsync(revision, NpgsqlDbType.Integer);
        }

        await rows.CompleteAsync();
    }

    static async Task Restore(NpgsqlConnection connection, IReadOnlyList<string> statements)
    {
        foreach (var statement in statements) await BareTables.Execute(connection, statement);
    }

    /// <summary>What the projections keep beside the summaries, and how far all that reads the log has come.</summary>
    static string Derived(long last) =>
        $"""
         insert into realtime.session_statistic (id, tenant, model, requested_at, ended_at, reason, connect_ms)
         select id, 'default', data ->> 'model', (data ->> 'requestedAt')::timestamptz, (data ->> 'endedAt')::timestamptz,
             data ->> 'reason', 120 from mt_doc_sessionsummary;
         insert into realtime.spending (tenant, day, key, measure, amount)
         select tenant, (ended_at at time zone 'UTC')::date, '', 'session_seconds', sum(extract(epoch from ended_at - requested_at))
         from realtime.session_statistic group by 1, 2;
         insert into mt_event_progression (name, last_seq_id)
         select unnest(array['HighWaterMark', 'SessionSummary:All', 'Spending:All', 'Statistics:All', 'Seals:All']), {last}
         on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp();
         select setval('mt_events_sequence', {last});
         """;

    static readonly Dictionary<string, string> DotNetNames = EventTypes.All.ToDictionary(
        EventTypes.NameOf, type => $"{type.FullName}, {type.Assembly.GetName().Name}", StringComparer.Ordinal);

    static readonly byte[] Headers = """{"worker": "bench"}"""u8.ToArray();

    static string MartensName<T>() => typeof(T).FullName!;

    async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(deferred);
        await connection.OpenAsync();
        await BareTables.Execute(connection, "set maintenance_work_mem = '1GB'");
        return connection;
    }
}
