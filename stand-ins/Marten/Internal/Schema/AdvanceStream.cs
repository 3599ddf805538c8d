namespace Marten.Internal.Schema;

/// <summary>Takes a stream's row and moves its version on, or refuses; gives the version it had. No sequence number is taken yet.</summary>
internal static class AdvanceStream
{
    /// <summary>Stands for the function's name, which is made of its text.</summary>
    public const string Name = "@advance_stream";

    /// <summary>An expected version of 0 means that there is no stream yet, null that any will do.</summary>
    public const string Body = """
        (p_key varchar, p_type varchar, p_expected bigint, p_count int) returns bigint language plpgsql as $advance$
        declare
            first bigint;
            found_version bigint;
            found_archived boolean;
        begin
            if p_expected > 0 or p_expected is null then
                update public.mt_streams s set version = s.version + p_count, timestamp = now()
                where s.id = p_key and (p_expected is null or s.version = p_expected) and s.is_archived is not true
                returning s.version - p_count into first;
                if found then
                    return first;
                end if;
                select s.version, s.is_archived into found_version, found_archived from public.mt_streams s where s.id = p_key;
                if p_expected <> coalesce(found_version, 0) then
                    raise '% %', p_key, coalesce(found_version, 0) using errcode = 'MTS02';
                elsif found_archived then
                    raise '%', p_key using errcode = 'MTS03';
                end if;
            end if;
            insert into public.mt_streams (id, type, version, timestamp, tenant_id)
            values (p_key, p_type, p_count, now(), '*DEFAULT*') on conflict (id) do nothing;
            if not found then
                raise '%', p_key using errcode = 'MTS01';
            end if;
            return 0;
        end $advance$;
        """;
}
