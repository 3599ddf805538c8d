using System.Text.Json;
using Npgsql;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// A conversation as somebody has read or written it: its state, the version of its last event, and whether it is archived.
/// </summary>
public sealed record KnownConversation(Conversation State, long Version, bool IsArchived);

/// <summary>Reads the state for a decision: the stream and the document, in one snapshot.</summary>
public sealed class ConversationStates(NpgsqlDataSource database)
{
    /// <summary>Reads the state. An unknown conversation has version 0.</summary>
    public async Task<KnownConversation> Load(ConversationKey conversation, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select s.version, s.is_archived, d.data, d.mt_version from mt_streams s left join "
            + "mt_doc_conversation d on d.id = s.id where s.id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return new KnownConversation(Conversation.Unborn(conversation.Stream), 0, false);
        var state = row.IsDBNull(2)
            ? Conversation.Unborn(conversation.Stream)
            : Read(conversation, row.GetFieldValue<byte[]>(2), row.GetInt64(3));
        return new KnownConversation(state, row.IsDBNull(0) ? 0 : row.GetInt64(0), row.GetBoolean(1));
    }

    /// <summary>Whether any conversation has an event with this id.</summary>
    public async Task<bool> HasEvent(Guid id, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select exists (select from mt_events where id = $1)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    static Conversation Read(ConversationKey conversation, byte[] document, long version)
    {
        var state = JsonSerializer.Deserialize<Conversation>(document, EventTypes.Json)
            ?? throw new JsonException($"The document of conversation {conversation} is empty.");
        state.Version = (int)version;
        return state;
    }
}
