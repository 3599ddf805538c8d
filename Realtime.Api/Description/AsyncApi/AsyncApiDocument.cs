using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Realtime.EventLog;

namespace Realtime.Api.Description.AsyncApi;

/// <summary>
/// The AsyncAPI document: what the event stream and the live sockets send and take. Its schemas are those of the OpenAPI document.
/// </summary>
sealed class AsyncApiDocument([FromKeyedServices(AsyncApiDocument.Name)] IOpenApiDocumentProvider openApi)
{
    public const string Name = "v1";
    const string Events = "eventStream", Pages = "eventPages", Live = "liveSession", OpenAI = "openaiRealtime";

    static readonly IReadOnlyList<string> Envelopes = [.. EventTypes.All.Select(EventTypes.NameOf).Order(StringComparer.Ordinal)];
    static readonly IReadOnlyList<string> Sent = [.. Envelopes, .. LiveMessages.Notices.Keys, LiveMessages.FromModel];

    public async Task<JsonObject> Write(CancellationToken ct)
    {
        var described = await openApi.GetOpenApiDocumentAsync(ct);
        var messages = Messages();
        var api = JsonNode.Parse(await described.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct))!.AsObject();
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Realtime", ["version"] = described.Info.Version,
                ["description"] = "What a conversation's event stream and a session's live sockets send and take.",
            },
            ["defaultContentType"] = "application/json",
            ["channels"] = new JsonObject
            {
                [Events] = AsyncApiChannel.OfHttp("/conversations/{conversation}/events",
                    "Server-Sent Events, with Accept: text/event-stream. id is the version, event the type, data the message. Last-Event-ID "
                    + "or after resumes. Comments keep it open. stream_problem has the event name error and is the last message.",
                    [.. Envelopes, StreamMessages.Problem], ["after", "wait"]),
                [Pages] = AsyncApiChannel.OfHttp("/conversations/{conversation}/events",
                    "A page of the same events as JSON, or with view=anchor of the notifications that codex clients know.",
                    [StreamMessages.Page, StreamMessages.AnchorPage], ["after", "limit", "view"]),
                [Live] = AsyncApiChannel.OfSocket("/conversations/{conversation}/sessions/{session}/live",
                    "Attaches to a running session. With after it first sends the events after that version, else only the lifecycle. With "
                    + "view=openai these events are messages of the model's protocol, with their version.",
                    [.. Sent, LiveMessages.ToModel], ["drive", "after", "marks", "view"]),
                [OpenAI] = AsyncApiChannel.OfSocket("/v1/realtime",
                    "Starts a session and drives it, for any client of the OpenAI Realtime protocol. The response headers of the handshake "
                    + "name the conversation and the session.",
                    [.. Sent, LiveMessages.ToModel], Realtime.Api.Live.OpenAIRealtime.Query),
            },
            ["operations"] = new JsonObject
            {
                ["follow"] = AsyncApiChannel.Operation("send", Events, [.. Envelopes, StreamMessages.Problem]),
                ["read"] = AsyncApiChannel.Operation("send", Pages, [StreamMessages.Page, StreamMessages.AnchorPage]),
                ["listen"] = AsyncApiChannel.Operation("send", Live, Sent),
                ["drive"] = AsyncApiChannel.Operation("receive", Live, [LiveMessages.ToModel]),
                ["listenAsOpenAI"] = AsyncApiChannel.Operation("send", OpenAI, Sent),
                ["driveAsOpenAI"] = AsyncApiChannel.Operation("receive", OpenAI, [LiveMessages.ToModel]),
            },
            ["components"] = new JsonObject { ["messages"] = messages, ["schemas"] = ReachableSchemas.Of(messages, api) },
        };
    }

    static JsonObject Messages()
    {
        var messages = new JsonObject();
        foreach (var type in EventTypes.All.OrderBy(EventTypes.NameOf, StringComparer.Ordinal))
            Add(EventTypes.NameOf(type), EventSchemas.EnvelopeOf(type));
        foreach (var (name, type) in LiveMessages.Notices) Add(name, type.Name);
        Add(StreamMessages.Problem, nameof(Realtime.Api.Events.StreamProblem));
        Add(StreamMessages.Page, nameof(EventsPage));
        Add(StreamMessages.AnchorPage, nameof(AnchorPage));
        Add(LiveMessages.FromModel, nameof(ModelMessage), "The model's own message, unchanged, without a version. With view=openai also what the client missed, with its version.");
        Add(LiveMessages.ToModel, nameof(ClientMessage), "A client event of the model's protocol; it goes to the model if the socket drives.");
        return messages;

        void Add(string name, string schema, string? summary = null)
        {
            var message = new JsonObject { ["name"] = name, ["payload"] = ReachableSchemas.Reference(schema) };
            if (summary is not null) message["summary"] = summary;
            messages[name] = message;
        }
    }
}
