namespace Marten.Internal.Schema;

/// <summary>Appends to many streams; each event says which stream it belongs to, and its place in what that stream gets.</summary>
internal static class AppendMany
{
    public const int ParameterCount = 11;

    public static string Body(IReadOnlyList<MetadataColumn> metadata) => $"""
        (p_keys varchar[], p_types varchar[], p_expected bigint[], p_counts int[], p_streams int[], p_places int[], p_ids uuid[],
            p_event_types varchar[], p_dotnet_types varchar[], p_bodies jsonb[],
            p_times timestamptz[]{string.Concat(metadata.Select(c => $", p_{c.Name} {c.Type}[]"))})
        returns bigint[] language plpgsql as $append$
        declare
            firsts bigint[] := {AdvanceStreams.Name}(p_keys, p_types, p_expected, p_counts);
            sequences bigint[];
        begin
            with inserted as (
                insert into public.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
                    mt_dotnet_type, {string.Concat(metadata.Select(c => $"{c.Name}, "))}is_archived)
                select nextval('public.mt_events_sequence'), e.id, p_keys[e.stream], firsts[e.stream] + e.place, e.body, e.type, e.at,
                    '*DEFAULT*', e.dotnet_type, {string.Concat(metadata.Select(c => $"e.{c.Name}, "))}false
                from unnest(p_streams, p_places, p_ids, p_event_types, p_dotnet_types, p_bodies,
                        p_times{string.Concat(metadata.Select(c => $", p_{c.Name}"))})
                    as e(stream, place, id, type, dotnet_type, body, at{string.Concat(metadata.Select(c => $", {c.Name}"))})
                returning seq_id)
            select array_agg(seq_id) into sequences from inserted;
            return firsts || sequences;
        end $append$;
        """;
}
