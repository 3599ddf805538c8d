namespace Marten.Internal.Schema;

/// <summary>Appends one event: what most saves do, and plain values cost PostgreSQL less than arrays.</summary>
internal static class AppendOne
{
    public const int ParameterCount = 8;

    public static string Body(IReadOnlyList<MetadataColumn> metadata) => $"""
        (p_key varchar, p_type varchar, p_expected bigint, p_id uuid, p_event_type varchar, p_dotnet_type varchar, p_body jsonb,
            p_time timestamptz{string.Concat(metadata.Select(c => $", p_{c.Name} {c.Type}"))})
        returns bigint[] language plpgsql as $append$
        declare
            first bigint := {AdvanceStream.Name}(p_key, p_type, p_expected, 1);
            sequence bigint;
        begin
            insert into public.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
                mt_dotnet_type, {string.Concat(metadata.Select(c => $"{c.Name}, "))}is_archived)
            values (nextval('public.mt_events_sequence'), p_id, p_key, first + 1, p_body, p_event_type, p_time, '*DEFAULT*',
                p_dotnet_type, {string.Concat(metadata.Select(c => $"p_{c.Name}, "))}false)
            returning seq_id into sequence;
            return array[first, sequence];
        end $append$;
        """;
}
