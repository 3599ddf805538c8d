using System.Text.Json;
using Realtime.Sessions;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Responses and their tool calls, which the provider sends in up to three messages.</summary>
static class ResponseMessages
{
    /// <exception cref="FormatException">The message contains no response.</exception>
    public static UpstreamMessage Began(JsonElement response) => response.ValueKind is JsonValueKind.Object
        ? new UpstreamMessage.ResponseBegan(response.Text("id") ?? "", IsInConversation(response))
        : throw new FormatException();

    /// <param name="response">The response, or the message itself if it has only the response's id.</param>
    /// <param name="status">The status, if the message's type implies it; else null.</param>
    /// <param name="model">The model of the session.</param>
    public static UpstreamMessage Over(JsonElement response, string? status, string? model)
    {
        var id = response.Text("id") ?? response.Text("response_id");
        return new UpstreamMessage.ResponseOver(id, status ?? response.Text("status") ?? "completed", Usage.Tokens(response.Part("usage")),
            [.. Calls(response, id)]) { Details = Details(response), Model = model };
    }

    /// <summary>Null for a complete response, and if the provider says nothing more than the status.</summary>
    static ResponseDetails? Details(JsonElement response)
    {
        if (response.Part("status_details") is not { } details) return null;
        var (reason, error) = (details.Text("reason"), ErrorShape.Of(details));
        if (reason is null && error is { Type: null, Code: null, Message: null }) return null;
        var (code, message) = UpstreamErrors.Described(details);
        return new ResponseDetails(reason, error.Code is null && error.Type is null ? null : code, error.Message is null ? null : message);
    }

    /// <summary>The call in a message; null if it has none, or only a part of one.</summary>
    public static ToolCall? Call(JsonElement message) =>
        message.Part("item") is { } item ? item.Text("type") is "function_call" ? Of(item, message.Text("response_id")) : null
        : Of(message, message.Text("response_id"));

    static IEnumerable<ToolCall> Calls(JsonElement response, string? id) =>
        response.Parts("output").Where(item => item.Text("type") is "function_call").Select(item => Of(item, id)).OfType<ToolCall>();

    static ToolCall? Of(JsonElement call, string? response) => call.Text("call_id") is { } id && call.Text("name") is { } name
        ? new ToolCall(id, name, call.Text("arguments") ?? "", IsComplete: call.Text("status") is null or "completed", response)
        : null;

    /// <summary>A response outside the conversation has no conversation id.</summary>
    static bool? IsInConversation(JsonElement response) =>
        response.TryGetProperty("conversation_id", out var conversation) ? conversation.ValueKind is JsonValueKind.String : null;
}
