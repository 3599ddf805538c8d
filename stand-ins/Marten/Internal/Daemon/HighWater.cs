using System.Diagnostics;
using JasperFx.Events.Daemon;
using Npgsql;

namespace Marten.Internal.Daemon;

/// <summary>
/// Finds the sequence number below which nothing can appear any more. Numbers are given before commits, so one that is
/// missing may still come; it is given up when it has been missing for a while and every transaction is over that was
/// running when it was first missed.
/// </summary>
internal sealed class HighWater(DocumentStore store, DaemonSettings settings)
{
    const int PageSize = 10_000;

    Suspicion? _suspicion;
    long _settled;

    public long Mark { get; private set; }

    public async Task Start(CancellationToken token)
    {
        await store.Database.EnsureEvents(token);
        Mark = Math.Max(Mark, await Progress.Read(store, Progress.HighWaterMark, token) ?? 0);
    }

    /// <summary>Whether the mark moved.</summary>
    public async Task<bool> Advance(CancellationToken token)
    {
        var before = Mark;
        Look look;
        do
        {
            look = await TakeLook(token);
            Mark = Reach(look);
        }
        while (look.IsFull && Mark == look.Present[^1]);

        if (Mark >= look.End) _suspicion = null;
        else _suspicion ??= new Suspicion(look.End, look.NextTransaction, Stopwatch.GetTimestamp());
        if (Mark == before) return false;
        await Progress.Raise(store, Progress.HighWaterMark, Mark, token);
        return true;
    }

    long Reach(Look look)
    {
        if (_suspicion is { } suspicion && suspicion.IsProven(look, settings.StaleSequenceThreshold))
        {
            _settled = suspicion.Ceiling;
            _suspicion = null;
        }

        var mark = Mark;
        foreach (var sequence in look.Present)
        {
            if (sequence > mark + 1 && sequence - 1 > _settled) return Math.Max(mark, _settled);
            mark = sequence;
        }

        return look.IsFull ? mark : Math.Max(mark, _settled);
    }

    // The order matters: what the oldest transaction left behind must be visible to the look at the numbers, and what
    // was given must be known before asking which transactions are there to have taken it.
    async Task<Look> TakeLook(CancellationToken token)
    {
        await using var session = new QuerySession(store);
        return await session.Execute(
        [
            Sql.Command("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint"),
            Sql.Command("select seq_id from public.mt_events where seq_id > $1 order by seq_id limit $2", Sql.Number(Mark), Sql.Number(PageSize)),
            Sql.Command("select case when is_called then last_value else 0 end from public.mt_events_sequence"),
            Sql.Command("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"),
        ], async reader =>
        {
            var oldest = await Single(reader, token);
            var present = new List<long>();
            while (await reader.ReadAsync(token)) present.Add(reader.GetInt64(0));
            await reader.NextResultAsync(token);
            return new Look(oldest, present, await Single(reader, token), await Single(reader, token));
        }, prepared: false, token);
    }

    static async Task<long> Single(NpgsqlDataReader reader, CancellationToken token)
    {
        await reader.ReadAsync(token);
        var value = reader.GetInt64(0);
        await reader.NextResultAsync(token);
        return value;
    }

    sealed record Look(long OldestTransaction, List<long> Present, long LastGiven, long NextTransaction)
    {
        public bool IsFull => Present.Count == PageSize;

        /// <summary>Other programs may have written numbers of their own making.</summary>
        public long End => Math.Max(LastGiven, Present.Count == 0 ? 0 : Present[^1]);
    }

    /// <summary>Numbers up to the ceiling were given, and some were missing; who took them is older than the fence.</summary>
    sealed record Suspicion(long Ceiling, long Fence, long Since)
    {
        public bool IsProven(Look look, TimeSpan threshold) =>
            look.OldestTransaction >= Fence && Stopwatch.GetElapsedTime(Since) >= threshold;
    }
}
