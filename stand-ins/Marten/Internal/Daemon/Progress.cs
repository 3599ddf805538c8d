using Marten.Internal.Saving;
using Npgsql;

namespace Marten.Internal.Daemon;

/// <summary>The rows of mt_event_progression.</summary>
internal static class Progress
{
    public const string HighWaterMark = "HighWaterMark";

    public static async Task<long?> Read(DocumentStore store, string name, CancellationToken token)
    {
        await using var session = new QuerySession(store);
        return await session.Execute([Sql.Command("select last_seq_id from public.mt_event_progression where name = $1", Sql.Text(name))],
            async reader => await reader.ReadAsync(token) ? reader.GetInt64(0) : (long?)null, prepared: false, token);
    }

    /// <summary>Makes the row where there is none, and raises it where it is lower.</summary>
    public static async Task Raise(DocumentStore store, string name, long sequence, CancellationToken token)
    {
        await using var session = new DocumentSession(store);
        session.Work.Operations.Add((null, () => new PlainOperation(Sql.Command("""
            insert into public.mt_event_progression as p (name, last_seq_id, last_updated) values ($1, $2, transaction_timestamp())
            on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = excluded.last_updated
            where p.last_seq_id is null or p.last_seq_id < excluded.last_seq_id
            """, Sql.Text(name), Sql.Number(sequence)))));
        await session.SaveChangesAsync(token);
    }

    public static IOperation Reset(string name) => new PlainOperation(Sql.Command("""
        insert into public.mt_event_progression (name, last_seq_id, last_updated) values ($1, 0, transaction_timestamp())
        on conflict (name) do update set last_seq_id = 0, last_updated = excluded.last_updated
        """, Sql.Text(name)));

    /// <summary>Moves on from one number to another, unless another node has done so.</summary>
    public static IOperation Move(string name, long from, long to) => new MoveOperation(name, from, Sql.Command("""
        update public.mt_event_progression set last_seq_id = $3, last_updated = transaction_timestamp()
        where name = $1 and last_seq_id = $2 returning last_seq_id
        """, Sql.Text(name), Sql.Number(from), Sql.Number(to)));

    sealed record MoveOperation(string Name, long From, NpgsqlBatchCommand Command) : IOperation
    {
        public bool ReturnsRow => true;

        public bool MayRefuse => true;

        public void Read(NpgsqlDataReader? row)
        {
            if (row is null) throw new InvalidOperationException($"{Name} is not at {From} any more: another node runs it too.");
        }
    }
}
