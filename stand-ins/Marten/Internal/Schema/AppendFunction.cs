using System.Security.Cryptography;
using System.Text;

namespace Marten.Internal.Schema;

/// <summary>
/// The one function of the stand-in's own: appends to all streams of a save in one round trip. It is no part of the
/// data, Marten does not mind it, and its name changes with its text, so that programs of several versions get along.
/// </summary>
internal sealed class AppendFunction
{
    public const string Collision = "MTS01";
    public const string UnexpectedVersion = "MTS02";
    public const string Archived = "MTS03";

    const string Checks = """
        declare
            firsts bigint[] := '{}';
            first bigint;
            found_version bigint;
            found_archived boolean;
            result bigint[];
        begin
            for i in 1 .. cardinality(p_keys) loop
                if p_expected[i] > 0 or p_expected[i] is null then
                    update public.mt_streams s set version = s.version + p_counts[i], timestamp = now()
                    where s.id = p_keys[i] and (p_expected[i] is null or s.version = p_expected[i]) and s.is_archived is not true
                    returning s.version - p_counts[i] into first;
                    if not found then
                        select s.version, s.is_archived into found_version, found_archived
                        from public.mt_streams s where s.id = p_keys[i];
                        if not found and p_expected[i] is not null then
                            raise '% 0', p_keys[i] using errcode = 'MTS02';
                        elsif found and p_expected[i] <> found_version then
                            raise '% %', p_keys[i], found_version using errcode = 'MTS02';
                        elsif found and found_archived then
                            raise '%', p_keys[i] using errcode = 'MTS03';
                        end if;
                        first := null;
                    end if;
                else
                    first := null;
                end if;
                if first is null then
                    insert into public.mt_streams as s (id, type, version, timestamp, tenant_id)
                    values (p_keys[i], p_types[i], p_counts[i], now(), '*DEFAULT*') on conflict (id) do nothing;
                    if not found then
                        raise '%', p_keys[i] using errcode = 'MTS01';
                    end if;
                    first := 0;
                end if;
                firsts := firsts || first;
            end loop;

        """;

    public AppendFunction(IReadOnlyList<MetadataColumn> metadata)
    {
        var parameters = $"""
            p_keys varchar[], p_types varchar[], p_expected bigint[], p_counts int[],
            p_streams int[], p_places int[], p_ids uuid[], p_event_types varchar[], p_dotnet_types varchar[], p_bodies jsonb[],
            p_times timestamptz[]{string.Concat(metadata.Select(c => $", p_{c.Name} {c.Type}[]"))}
            """;
        var names = string.Concat(metadata.Select(c => $"{c.Name}, "));
        var body = $"""
            ({parameters}) returns bigint[] language plpgsql as $append$
            {Checks}
                with inserted as (
                    insert into public.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
                        mt_dotnet_type, {names}is_archived)
                    select nextval('public.mt_events_sequence'), e.id, p_keys[e.stream], firsts[e.stream] + e.place, e.body, e.type,
                        e.at, '*DEFAULT*', e.dotnet_type, {string.Concat(metadata.Select(c => $"e.{c.Name}, "))}false
                    from unnest(p_streams, p_places, p_ids, p_event_types, p_dotnet_types, p_bodies, p_times{string.Concat(metadata.Select(c => $", p_{c.Name}"))})
                        as e(stream, place, id, type, dotnet_type, body, at{string.Concat(metadata.Select(c => $", {c.Name}"))})
                    returning seq_id)
                select array_agg(seq_id) into result from inserted;
                return firsts || result;
            end $append$;
            """;
        Name = $"public.mt_append_streams_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..8]}";
        Definition = $"create or replace function {Name}{body}\n";
        Call = $"select {Name}({string.Join(", ", Enumerable.Range(1, 11 + metadata.Count).Select(n => $"${n}"))})";
    }

    public string Name { get; }

    public string Definition { get; }

    public string Call { get; }
}
