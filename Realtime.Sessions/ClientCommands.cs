using System.Text.Json;
using System.Text.Json.Serialization;
using Realtime.Sessions.Machine;

namespace Realtime.Sessions;

// Stored shapes, as in ConversationEvents.cs.

/// <summary>
/// What a client asks for over HTTP, beside texts and answers to tool calls. The owner tells the model once, in the order of the log.
/// <see cref="CommandDelivered"/> or <see cref="CommandRefused"/> says what became of it.
/// </summary>
/// <param name="InputId">The client's id, used once in its session.</param>
public abstract record CommandSubmitted(Guid SessionId, string InputId) : SessionEvent(SessionId);

/// <summary>An item for the model's conversation, in the provider's shape. Images are references: their digest, type and size.</summary>
/// <param name="PreviousItemId">The item that it follows; root for the first place, null for the last.</param>
/// <param name="Respond">The model is asked for an answer, as after a text.</param>
public sealed record ItemSubmitted(Guid SessionId, string InputId, JsonElement Item, string? PreviousItemId, bool Respond)
    : CommandSubmitted(SessionId, InputId)
{
    /// <summary>The images that the item refers to; null if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ItemImage>? Images { get; init; }

    [JsonIgnore]
    public string ItemId => Item.GetProperty("id").GetString()!;
}

/// <summary>An image whose bytes are not in the log.</summary>
/// <param name="Sha256">The digest of the bytes, in hexadecimal.</param>
/// <param name="Type">Its media type, for example image/png.</param>
public sealed record ItemImage(string Sha256, string Type, int Bytes);

public sealed record ItemDeleteRequested(Guid SessionId, string InputId, string ItemId) : CommandSubmitted(SessionId, InputId);

/// <summary>The model is asked to show an item as it has it. <see cref="ItemRetrieved"/> follows.</summary>
public sealed record ItemRetrieveRequested(Guid SessionId, string InputId, string ItemId) : CommandSubmitted(SessionId, InputId);

/// <summary>The answer to <see cref="ItemRetrieveRequested"/>, without audio.</summary>
public sealed record ItemRetrieved(Guid SessionId, string ItemId, JsonElement Item) : SessionEvent(SessionId);

/// <summary>A response with options of its own, in the provider's shape.</summary>
/// <param name="Response">The options; null for those of the session.</param>
public sealed record ResponseRequested(Guid SessionId, string InputId, JsonElement? Response) : CommandSubmitted(SessionId, InputId)
{
    /// <summary>It is no turn of the conversation, and may run beside one.</summary>
    [JsonIgnore]
    public bool IsOutOfBand => Response is { ValueKind: JsonValueKind.Object } options
        && options.TryGetProperty("conversation", out var conversation) && conversation.ValueKind is JsonValueKind.String
        && conversation.ValueEquals("none");
}

/// <param name="ResponseId">Null for the response that is running.</param>
public sealed record ResponseCancelRequested(Guid SessionId, string InputId, string? ResponseId) : CommandSubmitted(SessionId, InputId);

/// <summary>Input audio that is not yet an item is forgotten.</summary>
public sealed record InputClearRequested(Guid SessionId, string InputId) : CommandSubmitted(SessionId, InputId);

/// <summary>Input audio becomes an item now, for sessions without turn detection.</summary>
public sealed record InputCommitRequested(Guid SessionId, string InputId) : CommandSubmitted(SessionId, InputId);

/// <summary>Whether the model may call a tool of an MCP server.</summary>
/// <param name="RequestId">The id of the item that asks.</param>
public sealed record McpApprovalAnswered(Guid SessionId, string InputId, string RequestId, bool Approve, string? Reason)
    : CommandSubmitted(SessionId, InputId)
{
    /// <summary>The item under which the model is told.</summary>
    [JsonIgnore]
    public string ItemId => TextItems.Of(SessionId, InputId);
}

/// <summary>The command has been written to upstream.</summary>
public sealed record CommandDelivered(Guid SessionId, string InputId) : SessionEvent(SessionId);

/// <summary>Upstream, or the worker, refused the command. The session goes on without it.</summary>
public sealed record CommandRefused(Guid SessionId, string InputId, string Code, string Message) : SessionEvent(SessionId);
