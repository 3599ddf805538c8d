namespace Marten.Internal.Schema;

/// <summary>The table of a kind of document.</summary>
internal static class DocumentTables
{
    public static string Definition(DocumentMapping mapping)
    {
        var name = mapping.Table["public.".Length..];
        var version = mapping.HasRevisionColumn
            ? "mt_dotnet_type varchar null, mt_version integer not null default 0"
            : "mt_version uuid not null default (md5(random()::text || clock_timestamp()::text)::uuid), mt_dotnet_type varchar null";
        return $"""
            create table if not exists {mapping.Table} (
                id {(mapping.HasGuidId ? "uuid" : "varchar")} not null,
                data jsonb not null,
                mt_last_modified timestamptz null default (transaction_timestamp()),
                {version},
                constraint pkey_{name}_id primary key (id));

            """;
    }
}
