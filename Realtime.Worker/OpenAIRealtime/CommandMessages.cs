using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>The messages for what clients asked for over HTTP.</summary>
static class CommandMessages
{
    public static ReadOnlyMemory<byte> Of(CommandSubmitted command, string eventId) => command switch
    {
        ItemSubmitted item => UpstreamWriter.Write("conversation.item.create", eventId, json =>
        {
            if (item.PreviousItemId is { } previous) json.WriteString("previous_item_id", previous);
            json.WritePropertyName("item");
            item.Item.WriteTo(json);
        }),
        ItemDeleteRequested delete => OfItem("conversation.item.delete", eventId, delete.ItemId),
        ItemRetrieveRequested retrieve => OfItem("conversation.item.retrieve", eventId, retrieve.ItemId),
        ResponseRequested request => UpstreamWriter.Write("response.create", eventId, json =>
        {
            if (request.Response is not { } response) return;
            json.WritePropertyName("response");
            response.WriteTo(json);
        }),
        ResponseCancelRequested cancel => UpstreamWriter.Write("response.cancel", eventId, json =>
        {
            if (cancel.ResponseId is { } response) json.WriteString("response_id", response);
        }),
        InputClearRequested => UpstreamWriter.Write("input_audio_buffer.clear", eventId, _ => { }),
        InputCommitRequested => UpstreamWriter.Write("input_audio_buffer.commit", eventId, _ => { }),
        McpApprovalAnswered answer => UpstreamWriter.Write("conversation.item.create", eventId, json => Approval(json, answer)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "The protocol has no message for this command."),
    };

    static ReadOnlyMemory<byte> OfItem(string type, string eventId, string item) =>
        UpstreamWriter.Write(type, eventId, json => json.WriteString("item_id", item));

    static void Approval(Utf8JsonWriter json, McpApprovalAnswered answer)
    {
        json.WriteStartObject("item");
        json.WriteString("id", answer.ItemId);
        json.WriteString("type", "mcp_approval_response");
        json.WriteString("approval_request_id", answer.RequestId);
        json.WriteBoolean("approve", answer.Approve);
        if (answer.Reason is { } reason) json.WriteString("reason", reason);
        json.WriteEndObject();
    }
}
