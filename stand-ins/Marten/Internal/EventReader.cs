using JasperFx.Events;
using Marten.Internal.Schema;
using Npgsql;

namespace Marten.Internal;

/// <summary>Makes an event of a row with the columns of <see cref="EventSql.Columns"/>.</summary>
internal sealed class EventReader(EventGraph events, Serializer serializer, IReadOnlyList<MetadataColumn> metadata)
{
    const int FirstMetadata = 10;

    public static long Sequence(NpgsqlDataReader row) => row.GetInt64(0);

    /// <exception cref="Exceptions.UnknownEventTypeException">The event's type is not known here.</exception>
    public IEvent Read(NpgsqlDataReader row)
    {
        var (alias, dotNetType) = (row.GetString(5), row.IsDBNull(8) ? null : row.GetString(8));
        var mapping = events.Resolve(alias, dotNetType);
        var e = mapping.Read(row.GetFieldValue<byte[]>(4), serializer);
        e.Sequence = row.GetInt64(0);
        e.Id = row.GetGuid(1);
        e.StreamKey = row.GetString(2);
        e.Version = row.GetInt64(3);
        e.EventTypeName = alias;
        e.Timestamp = row.GetFieldValue<DateTimeOffset>(6);
        e.TenantId = row.IsDBNull(7) ? e.TenantId : row.GetString(7);
        e.DotNetTypeName = dotNetType ?? e.DotNetTypeName;
        e.IsArchived = !row.IsDBNull(9) && row.GetBoolean(9);
        for (var i = 0; i < metadata.Count; i++)
        {
            if (!row.IsDBNull(FirstMetadata + i)) ReadMetadata(e, metadata[i].Name, row, FirstMetadata + i);
        }

        return e;
    }

    static void ReadMetadata(IEvent e, string column, NpgsqlDataReader row, int ordinal)
    {
        switch (column)
        {
            case "correlation_id":
                e.CorrelationId = row.GetString(ordinal);
                break;
            case "causation_id":
                e.CausationId = row.GetString(ordinal);
                break;
            case "user_name":
                e.UserName = row.GetString(ordinal);
                break;
            case "headers":
                ((IStoredHeaders)e).StoredHeaders = row.GetFieldValue<byte[]>(ordinal);
                break;
        }
    }
}
