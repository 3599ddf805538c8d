using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Marten.Internal;

/// <summary>Commands and typed parameters.</summary>
internal static class Sql
{
    public static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlParameter Value<T>(T value, NpgsqlDbType type) => new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type };

    public static NpgsqlParameter Nullable<T>(T? value, NpgsqlDbType type) where T : class =>
        value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type } : Value(value, type);

    public static NpgsqlParameter Nullable<T>(T? value, NpgsqlDbType type) where T : struct =>
        value is { } known ? Value(known, type) : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type };

    public static NpgsqlParameter Array<T>(T[] values, NpgsqlDbType type) => Value(values, NpgsqlDbType.Array | type);

    public static NpgsqlParameter Text(string value) => Value(value, NpgsqlDbType.Varchar);

    public static NpgsqlParameter Number(long value) => Value(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Json(byte[] value) => Value(value, NpgsqlDbType.Jsonb);

    public static NpgsqlParameter Id(object id) => id is Guid guid ? Value(guid, NpgsqlDbType.Uuid) : Text((string)id);

    /// <summary>Ids of one kind, all strings or all Guids.</summary>
    public static NpgsqlParameter Ids(IReadOnlyList<object> ids, bool guids) => guids
        ? Array([.. ids.Cast<Guid>()], NpgsqlDbType.Uuid)
        : Array([.. ids.Cast<string>()], NpgsqlDbType.Varchar);

    /// <summary>A caller's SQL, whose parameters are written ?.</summary>
    public static NpgsqlBatchCommand Positional(string text, IReadOnlyCollection<object> values)
    {
        var numbered = new StringBuilder(text.Length + values.Count);
        var count = 0;
        foreach (var c in text)
        {
            if (c == '?') numbered.Append('$').Append(++count);
            else numbered.Append(c);
        }

        if (count != values.Count) throw new ArgumentException($"The SQL has {count} parameters, but {values.Count} values are given.", nameof(values));
        var command = new NpgsqlBatchCommand(numbered.ToString());
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
