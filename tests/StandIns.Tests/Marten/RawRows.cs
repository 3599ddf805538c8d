using Npgsql;

namespace StandIns.Tests.Marten;

/// <summary>Marten's tables and rows, written by plain SQL as Marten itself writes them.</summary>
internal static class RawRows
{
    public static Task CreateTables(NpgsqlConnection connection) => Execute(connection, """
        create table mt_streams (id varchar not null, type varchar null, version bigint null, timestamp timestamptz not null default now(),
            created timestamptz not null default now(), tenant_id varchar null default '*DEFAULT*', is_archived boolean null default false,
            constraint pkey_mt_streams_id primary key (id));
        create table mt_events (seq_id bigint not null, id uuid not null, stream_id varchar null, version bigint not null, data jsonb not null,
            bdata bytea null, type varchar(500) not null, timestamp timestamptz not null default '(now())',
            tenant_id varchar null default '*DEFAULT*', mt_dotnet_type varchar null, correlation_id varchar null, causation_id varchar null,
            headers jsonb null, user_name varchar null, is_archived boolean null default false,
            constraint pkey_mt_events_seq_id primary key (seq_id),
            constraint fkey_mt_events_stream_id foreign key (stream_id) references mt_streams (id) on delete cascade);
        create unique index pk_mt_events_stream_and_version on mt_events (stream_id, version);
        create unique index idx_mt_events_event_id on mt_events (id);
        create sequence mt_events_sequence owned by mt_events.seq_id;
        create table mt_event_progression (name varchar not null, last_seq_id bigint null,
            last_updated timestamptz null default transaction_timestamp(), constraint pk_mt_event_progression primary key (name));
        create table mt_doc_parcel (id varchar not null, data jsonb not null, mt_last_modified timestamptz null default transaction_timestamp(),
            mt_dotnet_type varchar null, mt_version integer not null default 0, constraint pkey_mt_doc_parcel_id primary key (id));
        """);

    public static Task SendParcel(NpgsqlConnection connection, string key) => Execute(connection, $$"""
        insert into mt_streams (id, type, version) values ('{{key}}', 'parcel', 1);
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, headers, user_name)
        values (nextval('mt_events_sequence'), gen_random_uuid(), '{{key}}', 1, '{"to": "Oslo", "depot": "north"}', 'parcel_sent', now(),
            'StandIns.Tests.Marten.ParcelSent, StandIns.Tests', 'trace', '{"van": "7"}', 'ann');
        insert into mt_doc_parcel (id, data, mt_dotnet_type, mt_version)
        values ('{{key}}', '{"id": "{{key}}", "version": 1, "to": "Oslo", "delivered": null}', 'StandIns.Tests.Marten.Parcel', 1);
        """);

    /// <summary>What Marten leaves behind for the numbers of a save that failed.</summary>
    public static Task Tombstone(NpgsqlConnection connection) => Execute(connection, """
        insert into mt_streams (id, version) values ('mt_tombstone', 0) on conflict do nothing;
        insert into mt_events (seq_id, id, stream_id, version, data, type, mt_dotnet_type)
        values (nextval('mt_events_sequence'), gen_random_uuid(), 'mt_tombstone', -1, '{}', 'tombstone', 'JasperFx.Events.Tombstone, JasperFx.Events');
        """);

    public static Task Append(NpgsqlConnection connection, string key, long version) => Execute(connection, $$"""
        insert into mt_streams (id, version) values ('{{key}}', {{version}}) on conflict (id) do update set version = excluded.version, timestamp = now();
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type)
        values (nextval('mt_events_sequence'), gen_random_uuid(), '{{key}}', {{version}}, '{"depot": "raw", "grams": 1}', 'parcel_scanned', now(),
            'StandIns.Tests.Marten.ParcelScanned, StandIns.Tests');
        """);

    static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
