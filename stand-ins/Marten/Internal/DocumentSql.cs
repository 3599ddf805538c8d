using Npgsql;
using NpgsqlTypes;

namespace Marten.Internal;

/// <summary>Reading and writing documents of a kind. A document is read as its data and its revision, 0 where it has none.</summary>
internal static class DocumentSql
{
    public static string Columns(DocumentMapping mapping) => mapping.HasRevisionColumn ? "d.data, d.mt_version" : "d.data, 0";

    public static NpgsqlBatchCommand Load(DocumentMapping mapping, object id) =>
        Sql.Command($"select {Columns(mapping)} from {mapping.Table} d where d.id = $1", Sql.Id(id));

    public static NpgsqlBatchCommand LoadMany(DocumentMapping mapping, IReadOnlyList<object> ids) =>
        Sql.Command($"select {Columns(mapping)}, d.id from {mapping.Table} d where d.id = any($1)", Sql.Ids(ids, mapping.HasGuidId));

    public static string Select(DocumentMapping mapping, string sql) =>
        sql.TrimStart().StartsWith("select", StringComparison.OrdinalIgnoreCase) ? sql : $"select {Columns(mapping)} from {mapping.Table} d {sql}";

    /// <summary>Saves whatever is stored; a revisioned document's new revision is returned.</summary>
    public static NpgsqlBatchCommand Store(DocumentMapping mapping, object id, byte[] data) => mapping.HasRevisionColumn
        ? Sql.Command($"""
            insert into {mapping.Table} as d (id, data, mt_last_modified, mt_dotnet_type, mt_version)
            values ($1, $2, transaction_timestamp(), $3, 1)
            on conflict (id) do update set data = excluded.data, mt_last_modified = excluded.mt_last_modified,
                mt_dotnet_type = excluded.mt_dotnet_type, mt_version = d.mt_version + 1
            returning d.mt_version
            """, Sql.Id(id), Sql.Json(data), Sql.Text(mapping.Type.FullName!))
        : Sql.Command($"""
            insert into {mapping.Table} (id, data, mt_last_modified, mt_version, mt_dotnet_type)
            values ($1, $2, transaction_timestamp(), $4, $3)
            on conflict (id) do update set data = excluded.data, mt_last_modified = excluded.mt_last_modified,
                mt_version = excluded.mt_version, mt_dotnet_type = excluded.mt_dotnet_type
            """, Sql.Id(id), Sql.Json(data), Sql.Text(mapping.Type.FullName!), Sql.Value(Guid.CreateVersion7(), NpgsqlDbType.Uuid));

    /// <summary>Saves as a revision, if it is above the stored one; returns it.</summary>
    public static NpgsqlBatchCommand StoreRevision(DocumentMapping mapping, object id, byte[] data, int revision) => Sql.Command($"""
        insert into {mapping.Table} as d (id, data, mt_last_modified, mt_dotnet_type, mt_version)
        values ($1, $2, transaction_timestamp(), $3, $4)
        on conflict (id) do update set data = excluded.data, mt_last_modified = excluded.mt_last_modified,
            mt_dotnet_type = excluded.mt_dotnet_type, mt_version = excluded.mt_version
        where d.mt_version < excluded.mt_version
        returning d.mt_version
        """, Sql.Id(id), Sql.Json(data), Sql.Text(mapping.Type.FullName!), Sql.Value(revision, NpgsqlDbType.Integer));

    /// <summary>Saves what a projection made of one stream, at the stream's version.</summary>
    public static NpgsqlBatchCommand StoreProjected(DocumentMapping mapping, object id, byte[] data, int version) => Sql.Command($"""
        insert into {mapping.Table} (id, data, mt_last_modified, mt_dotnet_type, mt_version) values ($1, $2, transaction_timestamp(), $3, $4)
        on conflict (id) do update set data = excluded.data, mt_last_modified = excluded.mt_last_modified,
            mt_dotnet_type = excluded.mt_dotnet_type, mt_version = excluded.mt_version
        """, Sql.Id(id), Sql.Json(data), Sql.Text(mapping.Type.FullName!), Sql.Value(version, NpgsqlDbType.Integer));

    /// <summary>Saves what a projection made of many, at their streams' versions, or (counted) at the next revision of each.</summary>
    public static NpgsqlBatchCommand StoreProjected(DocumentMapping mapping, IReadOnlyList<object> ids, byte[][] data, int[] versions, bool counted) =>
        Sql.Command($"""
            insert into {mapping.Table} as d (id, data, mt_last_modified, mt_dotnet_type, mt_version)
            select p.id, p.data, transaction_timestamp(), $4, p.version from unnest($1, $2, $3) as p(id, data, version)
            on conflict (id) do update set data = excluded.data, mt_last_modified = excluded.mt_last_modified,
                mt_dotnet_type = excluded.mt_dotnet_type, mt_version = {(counted ? "d.mt_version + 1" : "excluded.mt_version")}
            """, Sql.Ids(ids, mapping.HasGuidId), Sql.Array(data, NpgsqlDbType.Jsonb), Sql.Array(versions, NpgsqlDbType.Integer),
            Sql.Text(mapping.Type.FullName!));

    public static NpgsqlBatchCommand Delete(DocumentMapping mapping, params IReadOnlyList<object> ids) =>
        Sql.Command($"delete from {mapping.Table} where id = any($1)", Sql.Ids(ids, mapping.HasGuidId));
}
