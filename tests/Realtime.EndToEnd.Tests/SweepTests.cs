using Npgsql;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>What the workers' sweep reads while there is nothing to find, as PostgreSQL counts it.</summary>
public sealed class SweepTests(ITestOutputHelper output) : StackTests(output)
{
    const int Conversations = 20_000;
    const int Sweeps = 24;

    [Fact]
    public async Task An_idle_sweep_reads_no_conversation_however_many_there_are()
    {
        var stack = await StartStack(new StackSettings { Workers = 2,
            Worker = new Dictionary<string, string> { ["Realtime__Worker__SweepMilliseconds"] = "200" } });
        var session = (await stack.StartSessions(1))[0];
        await session.TryEnd();
        await session.Ended();
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await Do(database,
            $"""
             insert into mt_doc_conversation (id, data, mt_last_modified, mt_dotnet_type, mt_version)
             select 'old-' || n, d.data, d.mt_last_modified, d.mt_dotnet_type, d.mt_version
             from mt_doc_conversation d, generate_series(1, {Conversations}) n
             """);
        await Do(database, "vacuum (analyze) mt_doc_conversation");

        // Backends report their counts seconds later. Wait for many sweeps first, so that the counts after that come only from idle sweeps.
        var (_, first) = await Scans(database);
        (long Seq, long Index) before = default, after = default;
        await Patience.Until(async () => (before = await Scans(database)).Index > first + 4 * Sweeps, "sweeps counted");
        await Patience.Until(async () => (after = await Scans(database)).Index >= before.Index + Sweeps, "more sweeps counted");
        await Do(database, "delete from mt_doc_conversation where id like 'old-%'");
        Assert.Equal(before.Seq, after.Seq);
    }

    static async Task Do(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<(long Seq, long Index)> Scans(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            $"""
             select t.seq_scan, i.idx_scan from pg_stat_user_tables t
             join pg_stat_user_indexes i on i.relid = t.relid and i.indexrelname = '{EventLog.EventLogSchema.LiveIndex}'
             where t.relname = 'mt_doc_conversation'
             """);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
