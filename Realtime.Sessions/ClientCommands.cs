using System.Text.Json;
using System.Text.Json.Serialization;
using Realtime.Sessions.Machine;

namespace Realtime.Sessions;

// Stored shapes, as in ConversationEvents.cs.

/// <summary>
/// What a client asks for over HTTP, beside texts and answers to tool calls. The owner tells the model once, in the order of the log.
/// <see cref="CommandDelivered"/> or <see cref="CommandRefused"/> says what became of it.
/// </summary>
/// <param name="InputId">The id of the command, from the client or made by the API, used once in its session.</param>
public abstract record CommandSubmitted(Guid SessionId, string InputId) : SessionEvent(SessionId);

/// <summary>A client has asked to add an item to the model's conversation.</summary>
/// <param name="Item">The item in the provider's shape. Images are references: their digest, type and size in bytes.</param>
/// <param name="PreviousItemId">The item that it follows; root for the first place, null for the last.</param>
/// <param name="Respond">Whether the model is asked for an answer, as after a text.</param>
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
/// <param name="Bytes">Its size.</param>
public sealed record ItemImage(string Sha256, string Type, int Bytes);

/// <summary>A client has asked to delete an item. <see cref="ItemDeleted"/> follows when the provider has done so.</summary>
/// <param name="ItemId">The item to delete.</param>
public sealed record ItemDeleteRequested(Guid SessionId, string InputId, string ItemId) : CommandSubmitted(SessionId, InputId);

/// <summary>A client has asked to see an item as the model has it. <see cref="ItemRetrieved"/> follows.</summary>
/// <param name="ItemId">The item to show.</param>
public sealed record ItemRetrieveRequested(Guid SessionId, string InputId, string ItemId) : CommandSubmitted(SessionId, InputId);

/// <summary>The provider has answered an <see cref="ItemRetrieveRequested"/>.</summary>
/// <param name="ItemId">The item that was asked for.</param>
/// <param name="Item">The provider's item, without audio.</param>
public sealed record ItemRetrieved(Guid SessionId, string ItemId, JsonElement Item) : SessionEvent(SessionId);

/// <summary>A client has asked for a response. <see cref="ResponseStarted"/> follows when the model begins it.</summary>
/// <param name="Response">Its options, in the provider's shape; null for those of the session.</param>
public sealed record ResponseRequested(Guid SessionId, string InputId, JsonElement? Response) : CommandSubmitted(SessionId, InputId)
{
    /// <summary>It is no turn of the conversation, and may run beside one.</summary>
    [JsonIgnore]
    public bool IsOutOfBand => Response is { ValueKind: JsonValueKind.Object } options
        && options.TryGetProperty("conversation", out var conversation) && conversation.ValueKind is JsonValueKind.String
        && conversation.ValueEquals("none");
}

/// <summary>A client has asked to stop a response. Its <see cref="ResponseDone"/> follows.</summary>
/// <param name="ResponseId">The response to stop; null for the one that is running.</param>
public sealed record ResponseCancelRequested(Guid SessionId, string InputId, string? ResponseId) : CommandSubmitted(SessionId, InputId);

/// <summary>A client has asked to forget the input audio that is not yet an item.</summary>
public sealed record InputClearRequested(Guid SessionId, string InputId) : CommandSubmitted(SessionId, InputId);

/// <summary>A client has asked to make an item of the input audio now, for sessions without turn detection.</summary>
public sealed record InputCommitRequested(Guid SessionId, string InputId) : CommandSubmitted(SessionId, InputId);

/// <summary>A client has said whether the model may call a tool of an MCP server.</summary>
/// <param name="RequestId">The id of the item that asks.</param>
/// <param name="Approve">Whether the model may call the tool.</param>
/// <param name="Reason">Why, as the client tells the model; null if it does not say.</param>
public sealed record McpApprovalAnswered(Guid SessionId, string InputId, string RequestId, bool Approve, string? Reason)
    : CommandSubmitted(SessionId, InputId)
{
    /// <summary>The item under which the model is told.</summary>
    [JsonIgnore]
    public string ItemId => TextItems.Of(SessionId, InputId);
}

/// <summary>The command has been written to the provider.</summary>
/// <param name="InputId">The id of the command.</param>
public sealed record CommandDelivered(Guid SessionId, string InputId) : SessionEvent(SessionId);

/// <summary>The provider or the worker has refused the command. The session goes on without it.</summary>
/// <param name="InputId">The id of the command.</param>
/// <param name="Code">The code of the error, for example image_lost.</param>
/// <param name="Message">The words of whoever refused.</param>
public sealed record CommandRefused(Guid SessionId, string InputId, string Code, string Message) : SessionEvent(SessionId);
