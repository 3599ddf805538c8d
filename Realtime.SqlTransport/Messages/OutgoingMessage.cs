using System.Text.Json;
using MassTransit.Serialization;
using Npgsql;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Converts a message to the parameters of the statement that inserts it.</summary>
static class OutgoingMessage
{
    public const string Columns =
        "routing_key, transport_message_id, priority, due, expires, partition_key, scheduling_token, content_type, message_type, headers, "
        + "message_id, request_id, correlation_id, conversation_id, initiator_id, "
        + "source_address, destination_address, response_address, fault_address, sent, body";

    public const string Values =
        "$2, $3, $4, now() + $5, now() + $5 + $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22";

    const short UsualPriority = 100;

    public static void Bind<T>(NpgsqlParameterCollection parameters, string destination, SqlMessageSendContext<T> message) where T : class
    {
        parameters.AddValue(destination, NpgsqlDbType.Text);
        parameters.AddValue(message.RoutingKey, NpgsqlDbType.Text);
        parameters.AddValue(message.TransportMessageId, NpgsqlDbType.Uuid);
        parameters.AddValue(message.Priority ?? UsualPriority, NpgsqlDbType.Smallint);
        parameters.AddValue(message.Delay ?? TimeSpan.Zero, NpgsqlDbType.Interval);
        parameters.AddValue(message.TimeToLive, NpgsqlDbType.Interval);
        parameters.AddValue(message.PartitionKey, NpgsqlDbType.Text);
        parameters.AddValue(message.ScheduledMessageId, NpgsqlDbType.Uuid);
        parameters.AddValue(message.ContentType?.ToString(), NpgsqlDbType.Text);
        parameters.AddValue(string.Join(';', message.SupportedMessageTypes), NpgsqlDbType.Text);
        var body = message.Body.GetBytes(); // First: a raw serializer sets headers while it writes the body.
        parameters.AddValue(Headers(message.Headers), NpgsqlDbType.Text);
        parameters.AddValue(message.MessageId, NpgsqlDbType.Uuid);
        parameters.AddValue(message.RequestId, NpgsqlDbType.Uuid);
        parameters.AddValue(message.CorrelationId, NpgsqlDbType.Uuid);
        parameters.AddValue(message.ConversationId, NpgsqlDbType.Uuid);
        parameters.AddValue(message.InitiatorId, NpgsqlDbType.Uuid);
        parameters.AddValue(message.SourceAddress?.ToString(), NpgsqlDbType.Text);
        parameters.AddValue(message.DestinationAddress?.ToString(), NpgsqlDbType.Text);
        parameters.AddValue(message.ResponseAddress?.ToString(), NpgsqlDbType.Text);
        parameters.AddValue(message.FaultAddress?.ToString(), NpgsqlDbType.Text);
        parameters.AddValue(message.SentTime?.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        parameters.AddValue(body, NpgsqlDbType.Bytea);
    }

    /// <summary>The headers as JSON that <see cref="SqlTransportMessage.DeserializeHeaders"/> reads; null when there are none.</summary>
    public static string? Headers(SendHeaders headers)
    {
        var all = headers.GetAll().ToList();
        return all.Count == 0
            ? null
            : JsonSerializer.Serialize<IEnumerable<KeyValuePair<string, object>>>(all, SystemTextJsonMessageSerializer.Options);
    }
}
