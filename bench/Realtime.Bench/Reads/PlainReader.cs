using System.Text.Json;
using Npgsql;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Bench.Reads;

/// <summary>The floor for reads: plain Npgsql reads the rows, and System.Text.Json parses their data.</summary>
sealed class PlainReader(NpgsqlDataSource database, string stream)
{
    static readonly Dictionary<string, Type> Types =
        EventTypes.All.ToDictionary(t => JsonNamingPolicy.SnakeCaseLower.ConvertName(t.Name), StringComparer.Ordinal);

    public async Task<long> Fold()
    {
        await using var command = database.CreateCommand(
            """
            select version, type, data, seq_id, id, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived
            from mt_events where stream_id = $1 order by version
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        return await Read(command, decode: true, page: null);
    }

    public async Task<long> Pages(int size, bool decode)
    {
        var last = 0L;
        while (true)
        {
            var page = new List<object>(size);
            await using var command = database.CreateCommand(
                "select version, type, data, seq_id, stream_id, timestamp from mt_events where stream_id = $1 "
                + "and version > $2 order by version limit $3");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = size });
            var read = await Read(command, decode, page);
            if (page.Count == 0) return last;
            last = read;
        }
    }

    static async Task<long> Read(NpgsqlCommand command, bool decode, List<object>? page)
    {
        var last = 0L;
        var state = Conversation.Unborn("plain");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            last = reader.GetInt64(0);
            var data = reader.GetFieldValue<byte[]>(2);
            if (decode)
                state = state.After((ConversationEvent)JsonSerializer.Deserialize(data, Types[reader.GetString(1)], EventTypes.Json)!);
            for (var column = 3; column < reader.FieldCount; column++)
            {
                if (!reader.IsDBNull(column)) _ = reader.GetValue(column);
            }

            page?.Add(data);
        }

        return last;
    }
}
