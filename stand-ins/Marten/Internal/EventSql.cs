using Marten.Internal.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Marten.Internal;

/// <summary>Reading events and streams.</summary>
internal static class EventSql
{
    /// <summary>What <see cref="EventReader"/> reads.</summary>
    public static string Columns(IEnumerable<MetadataColumn> metadata) =>
        "e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.tenant_id, e.mt_dotnet_type, e.is_archived"
        + string.Concat(metadata.Select(c => $", e.{c.Name}"));

    public static NpgsqlBatchCommand Stream(IEnumerable<MetadataColumn> metadata, string key, long version, DateTimeOffset? timestamp, long fromVersion)
    {
        var command = Sql.Command(
            $"select {Columns(metadata)} from public.mt_events e where e.stream_id = $1 and e.version >= $2 and e.is_archived is not true",
            Sql.Text(key), Sql.Number(fromVersion));
        if (version > 0) Restrict("e.version <=", Sql.Number(version));
        if (timestamp is { } time) Restrict("e.timestamp <=", Sql.Value(time.ToUniversalTime(), NpgsqlDbType.TimestampTz));
        command.CommandText += " order by e.version";
        return command;

        void Restrict(string condition, NpgsqlParameter parameter)
        {
            command.Parameters.Add(parameter);
            command.CommandText += $" and {condition} ${command.Parameters.Count}";
        }
    }

    public static NpgsqlBatchCommand ById(IEnumerable<MetadataColumn> metadata, Guid id) =>
        Sql.Command($"select {Columns(metadata)} from public.mt_events e where e.id = $1", Sql.Value(id, NpgsqlDbType.Uuid));

    public static NpgsqlBatchCommand State(string key) =>
        Sql.Command("select type, version, timestamp, created, is_archived from public.mt_streams where id = $1", Sql.Text(key));

    /// <summary>A stream's version and its document, in one snapshot.</summary>
    public static NpgsqlBatchCommand ForWriting(DocumentMapping mapping, string key) => Sql.Command($"""
        select s.version, {DocumentSql.Columns(mapping)} from public.mt_streams s left join {mapping.Table} d on d.id = s.id
        where s.id = $1
        """, Sql.Text(key));

    public static NpgsqlBatchCommand Lock(string key) =>
        Sql.Command("select version from public.mt_streams where id = $1 for update", Sql.Text(key));

    /// <summary>Versions and documents of many streams; a lookup each, however little the planner knows of a young table.</summary>
    public static NpgsqlBatchCommand ForInline(DocumentMapping mapping, string[] keys) => Sql.Command($"""
        select k.key, s.version, {DocumentSql.Columns(mapping)} from unnest($1) as k(key)
        cross join lateral (select version from public.mt_streams where id = k.key offset 0) s
        left join lateral (select data{(mapping.HasRevisionColumn ? ", mt_version" : "")} from {mapping.Table} where id = k.key offset 0) d on true
        """, Sql.Array(keys, NpgsqlDbType.Varchar));

    public static NpgsqlBatchCommand ArchiveStream(string key) =>
        Sql.Command("update public.mt_streams set is_archived = true where id = $1", Sql.Text(key));

    public static NpgsqlBatchCommand ArchiveEvents(string key) =>
        Sql.Command("update public.mt_events set is_archived = true where stream_id = $1", Sql.Text(key));
}
