namespace Marten.Internal.Daemon;

/// <summary>The sequence number of the last event there is; 0 for an empty log.</summary>
internal static class LogEnd
{
    public static async Task<long> Read(DocumentStore store, CancellationToken token)
    {
        await using var session = new QuerySession(store);
        return await session.Execute([Sql.Command("select coalesce(max(seq_id), 0) from public.mt_events")],
            async reader => await reader.ReadAsync(token) ? reader.GetInt64(0) : 0, prepared: false, token);
    }
}
