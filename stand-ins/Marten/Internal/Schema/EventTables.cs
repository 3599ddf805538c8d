namespace Marten.Internal.Schema;

/// <summary>The tables of streams and events, column by column as Marten has them.</summary>
internal static class EventTables
{
    public const string Streams = """
        create table if not exists public.mt_streams (
            id varchar not null,
            type varchar null,
            version bigint null,
            timestamp timestamptz not null default (now()),
            created timestamptz not null default (now()),
            tenant_id varchar null default '*DEFAULT*',
            is_archived boolean null default false,
            constraint pkey_mt_streams_id primary key (id));

        """;

    public const string Progression = """
        create table if not exists public.mt_event_progression (
            name varchar not null,
            last_seq_id bigint null,
            last_updated timestamptz null default (transaction_timestamp()),
            constraint pk_mt_event_progression primary key (name));

        """;

    public static string Events(IEnumerable<MetadataColumn> metadata, bool uniqueId) => $"""
        create table if not exists public.mt_events (
            seq_id bigint not null,
            id uuid not null,
            stream_id varchar null,
            version bigint not null,
            data jsonb not null,
            bdata bytea null,
            type varchar(500) not null,
            timestamp timestamptz not null default '(now())',
            tenant_id varchar null default '*DEFAULT*',
            mt_dotnet_type varchar null,
            {string.Concat(metadata.Select(c => $"{c.Name} {c.Type} null, "))}
            is_archived boolean null default false,
            constraint pkey_mt_events_seq_id primary key (seq_id),
            constraint fkey_mt_events_stream_id foreign key (stream_id) references public.mt_streams (id) on delete cascade);
        {string.Concat(metadata.Select(c => $"alter table public.mt_events add column if not exists {c.Name} {c.Type} null;"))}
        create unique index if not exists pk_mt_events_stream_and_version on public.mt_events (stream_id, version);
        {(uniqueId ? "create unique index if not exists idx_mt_events_event_id on public.mt_events (id);" : "")}
        create sequence if not exists public.mt_events_sequence;
        alter sequence public.mt_events_sequence owned by public.mt_events.seq_id;

        """;
}
