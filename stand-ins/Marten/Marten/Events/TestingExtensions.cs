using System.Diagnostics;
using Marten.Internal;
using Marten.Internal.Daemon;
using NpgsqlTypes;

namespace Marten.Events;

/// <summary>Waiting for the daemon.</summary>
public static class TestingExtensions
{
    static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until all async projections and subscriptions have processed what is in the log now.</summary>
    /// <exception cref="TimeoutException">They have not, in that time.</exception>
    public static async Task WaitForNonStaleProjectionDataAsync(this IDocumentStore store, TimeSpan timeout)
    {
        var documents = (DocumentStore)store;
        var clock = Stopwatch.StartNew();
        var names = ProjectionDaemon.Shards(documents).Select(s => s.Identity).ToArray();
        await documents.Database.EnsureEvents(default);
        var end = await LogEnd.Read(documents, default);
        while (await Behind(documents, names, end))
        {
            if (clock.Elapsed > timeout)
                throw new TimeoutException($"The async projections and subscriptions did not reach event {end} within {timeout.TotalSeconds} s.");
            await Task.Delay(Polling);
        }
    }

    static async Task<bool> Behind(DocumentStore store, string[] names, long end)
    {
        await using var session = new QuerySession(store);
        return end > 0 && names.Length > await session.Execute(
            [Sql.Command("select count(*) from public.mt_event_progression where name = any($1) and last_seq_id >= $2",
                Sql.Array(names, NpgsqlDbType.Varchar), Sql.Number(end))],
            async reader => await reader.ReadAsync() ? reader.GetInt64(0) : 0, prepared: false, default);
    }
}
