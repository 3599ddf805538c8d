using Npgsql;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

static class Parameters
{
    /// <summary>The next positional parameter. The type is said, as a null has none.</summary>
    public static void AddValue(this NpgsqlParameterCollection parameters, object? value, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
