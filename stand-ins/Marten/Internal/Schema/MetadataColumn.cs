using JasperFx.Events;
using Marten.Events;
using NpgsqlTypes;

namespace Marten.Internal.Schema;

/// <summary>An optional column of mt_events.</summary>
internal sealed record MetadataColumn(string Name, string Type, NpgsqlDbType DbType)
{
    static readonly MetadataColumn CorrelationId = new("correlation_id", "varchar", NpgsqlDbType.Varchar);
    static readonly MetadataColumn CausationId = new("causation_id", "varchar", NpgsqlDbType.Varchar);
    static readonly MetadataColumn Headers = new("headers", "jsonb", NpgsqlDbType.Jsonb);
    static readonly MetadataColumn UserName = new("user_name", "varchar", NpgsqlDbType.Varchar);

    public bool IsJson => DbType == NpgsqlDbType.Jsonb;

    /// <summary>Those switched on, in the table's order.</summary>
    public static List<MetadataColumn> Of(MetadataConfig config) =>
        [
            .. config.CorrelationIdEnabled ? [CorrelationId] : Array.Empty<MetadataColumn>(),
            .. config.CausationIdEnabled ? [CausationId] : Array.Empty<MetadataColumn>(),
            .. config.HeadersEnabled ? [Headers] : Array.Empty<MetadataColumn>(),
            .. config.UserNameEnabled ? [UserName] : Array.Empty<MetadataColumn>(),
        ];

    public string? TextOf(IEvent e) => this == CorrelationId ? e.CorrelationId : this == CausationId ? e.CausationId : e.UserName;
}
