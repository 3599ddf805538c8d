namespace Marten.Internal.Schema;

/// <summary>Moves many streams on as <see cref="AdvanceStream"/> does one; gives the versions that they had.</summary>
internal static class AdvanceStreams
{
    /// <summary>Stands for the function's name, which is made of its text.</summary>
    public const string Name = "@advance_many";

    /// <summary>
    /// Streams whose versions are known go in one statement, which takes their rows in the order given: the lateral lookup keeps the keys outermost,
    /// and without the other plans a table that was small when the plan was made is never read whole. Who is left over is dealt with by itself, which mostly refuses it.
    /// </summary>
    public const string Body = $"""
        (p_keys varchar[], p_types varchar[], p_expected bigint[], p_counts int[]) returns bigint[] language plpgsql
        set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $advance$
        declare
            firsts bigint[];
            advanced bigint[];
        begin
            if 0 < all (p_expected) then
                with moved as (
                    update public.mt_streams s set version = s.version + k.count, timestamp = now()
                    from (select e.place, e.count, found.at from unnest(p_keys, p_expected, p_counts) with ordinality as e(key, expected, count, place)
                        cross join lateral (select ctid as at from public.mt_streams
                            where id = e.key and version = e.expected and is_archived is not true offset 0) found) k
                    where s.ctid = k.at
                    returning k.place)
                select array_agg(place) into advanced from moved;
                if cardinality(advanced) = cardinality(p_keys) then
                    return p_expected;
                end if;
            end if;
            for i in 1 .. cardinality(p_keys) loop
                firsts[i] := case when i = any (advanced) then p_expected[i] else {AdvanceStream.Name}(p_keys[i], p_types[i], p_expected[i], p_counts[i]) end;
            end loop;
            return firsts;
        end $advance$;
        """;
}
