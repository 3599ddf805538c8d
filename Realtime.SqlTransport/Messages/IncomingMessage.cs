using System.Data;
using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Converts a row of a locked message to the engine's type.</summary>
static class IncomingMessage
{
    public const string Columns =
        "id, transport_message_id, priority, enqueued, lock_id, delivery_count, partition_key, "
        + "routing_key, transport_headers, content_type, "
        + "message_type, body, headers, message_id, request_id, correlation_id, conversation_id, initiator_id, expires, "
        + "source_address, destination_address, response_address, fault_address, sent";

    public static SqlTransportMessage Read(NpgsqlDataReader row, string queueName) => new()
    {
        QueueName = queueName,
        MessageDeliveryId = row.GetInt64("id"),
        TransportMessageId = row.GetGuid("transport_message_id"),
        Priority = row.GetInt16("priority"),
        EnqueueTime = row.GetDateTime("enqueued"),
        LockId = row.GetGuid("lock_id"),
        DeliveryCount = row.GetInt32("delivery_count") - 1, // Without this delivery: for the engine a count above 0 means a redelivery.
        PartitionKey = Text(row, "partition_key"),
        RoutingKey = Text(row, "routing_key"),
        TransportHeaders = Text(row, "transport_headers"),
        ContentType = Text(row, "content_type"),
        MessageType = Text(row, "message_type"),
        BinaryBody = row.GetFieldValue<byte[]>("body"),
        Headers = Text(row, "headers"),
        MessageId = Id(row, "message_id"),
        RequestId = Id(row, "request_id"),
        CorrelationId = Id(row, "correlation_id"),
        ConversationId = Id(row, "conversation_id"),
        InitiatorId = Id(row, "initiator_id"),
        ExpirationTime = Time(row, "expires"),
        SourceAddress = Address(row, "source_address"),
        DestinationAddress = Address(row, "destination_address"),
        ResponseAddress = Address(row, "response_address"),
        FaultAddress = Address(row, "fault_address"),
        SentTime = Time(row, "sent"),
    };

    static string? Text(NpgsqlDataReader row, string column) => row.IsDBNull(column) ? null : row.GetString(column);

    static Guid? Id(NpgsqlDataReader row, string column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    static DateTime? Time(NpgsqlDataReader row, string column) => row.IsDBNull(column) ? null : row.GetDateTime(column);

    static Uri? Address(NpgsqlDataReader row, string column) => row.IsDBNull(column) ? null : new Uri(row.GetString(column));
}
