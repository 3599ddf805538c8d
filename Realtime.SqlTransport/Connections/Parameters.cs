using Npgsql;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

static class Parameters
{
    /// <summary>Adds the next positional parameter. It needs the type, since a null has none.</summary>
    public static void AddValue(this NpgsqlParameterCollection parameters, object? value, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
