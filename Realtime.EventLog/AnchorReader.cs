using Npgsql;
using Realtime.Sessions;
using Realtime.Sessions.Anchor;

namespace Realtime.EventLog;

/// <summary>Reads what the anchor's view knows at a version, so that its notifications can go on from there.</summary>
public sealed class AnchorReader(NpgsqlDataSource database)
{
    /// <summary>
    /// Of the last session before a version: its start and its end, what was being said and is not completed, and the tool calls that are
    /// not handed off. Everything else has left the view again.
    /// </summary>
    const string Query = """
        with last as (
            select version from mt_events
            where stream_id = $1 and version <= $2 and type = 'session_requested' order by version desc limit 1)
        select e.stream_id, e.version, e.seq_id, e.type, e.timestamp, e.data
        from mt_events e, last
        where e.stream_id = $1 and e.version > last.version and e.version <= $2 and (
            e.type in ('session_started', 'session_ended')
            or e.type = 'transcript_delta' and not exists (
                select from mt_events done where done.stream_id = $1 and done.version > e.version and done.version <= $2
                    and done.type in ('transcript_completed', 'transcription_failed') and done.data ->> 'itemId' = e.data ->> 'itemId')
            or e.type = 'item_added' and e.data -> 'item' ->> 'type' = 'function_call' and not exists (
                select from mt_events told where told.stream_id = $1 and told.version > e.version and told.version <= $2
                    and told.type = 'handoff_requested' and told.data ->> 'callId' = e.data -> 'item' ->> 'call_id'))
        order by e.version
        """;

    /// <summary>The view after every event up to this version.</summary>
    public async Task<AnchorView> At(ConversationKey conversation, long version, CancellationToken ct)
    {
        var view = AnchorView.Of(conversation);
        if (version == 0) return view;
        var told = new List<AnchorNotification>();
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            view = EventReader.Read(reader).After(view, told);
            told.Clear();
        }

        return view;
    }
}

public static class AnchorEvents
{
    /// <summary>The view after this event; its notifications are added to <paramref name="to"/>.</summary>
    public static AnchorView After(this LoggedEvent e, AnchorView view, ICollection<AnchorNotification> to) =>
        view.After(new AnchorEvent(e.Version, e.At, e.Decode()), to);
}
