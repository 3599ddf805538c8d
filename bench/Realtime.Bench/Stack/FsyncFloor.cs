using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Realtime.Bench.Figures;

namespace Realtime.Bench.Stack;

/// <summary>The lowest cost of a durable commit on this machine: one insert by plain Npgsql.</summary>
static class FsyncFloor
{
    public static async Task<Samples> Measure(BenchRun run, BenchDatabase database)
    {
        run.Say("floor: single fsynced inserts by plain Npgsql");
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand(
            "create table if not exists bench_floor (id bigserial primary key, body jsonb not null)", connection))
            await create.ExecuteNonQueryAsync();
        await using var insert = new NpgsqlCommand("insert into bench_floor (body) values ($1)", connection);
        insert.Parameters.Add(new NpgsqlParameter { Value = "{\"sessionId\":\"0199f3b0-0000-7000-8000-000000000000\"}",
            NpgsqlDbType = NpgsqlDbType.Jsonb });
        await insert.PrepareAsync();
        var samples = new Samples();
        for (var i = -20; i < run.Count(500, 50); i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await insert.ExecuteNonQueryAsync();
            if (i >= 0) samples.Add(Stopwatch.GetElapsedTime(begun));
        }

        return samples;
    }
}
