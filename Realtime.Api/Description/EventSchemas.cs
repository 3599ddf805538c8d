using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Realtime.Api.Description.AsyncApi;
using Realtime.Api.Events;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Description;

/// <summary>
/// Adds the schema of every event: its data by the name of its type (SessionStarted), and its envelope (SessionStartedEvent). The component
/// EventEnvelope is one of all envelopes.
/// </summary>
sealed class EventSchemas : IOpenApiDocumentTransformer
{
    public const string Envelope = nameof(EventEnvelope);

    /// <summary>What only the event stream and live sockets send.</summary>
    static readonly Type[] MessagesOnly = [typeof(StreamProblem), typeof(ModelMessage), typeof(ClientMessage)];

    public static string EnvelopeOf(Type type) => type.Name + "Event";

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken)
    {
        var all = EventTypes.All.OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        foreach (var type in all)
        {
            var data = await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken);
            if (LoggedEvent.HiddenOf(EventTypes.NameOf(type)) is { } hidden && data.Properties!.Remove(hidden)) data.Required?.Remove(hidden);
            document.AddComponent(type.Name, data);
            document.AddComponent(EnvelopeOf(type), EnvelopeSchema(type, document));
        }

        foreach (var type in MessagesOnly)
            document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken));
        foreach (var (name, type) in LiveMessages.Notices) document.AddComponent(type.Name, await NoticeSchema(name, type, context, cancellationToken));
        document.Components!.Schemas![Envelope] = new OpenApiSchema
        {
            Description = "An event with its place in the conversation (version) and in the whole log (sequence).",
            OneOf = [.. all.Select(type => new OpenApiSchemaReference(EnvelopeOf(type), document))],
            Discriminator = new OpenApiDiscriminator
            {
                PropertyName = "type",
                Mapping = all.ToDictionary(EventTypes.NameOf, type => new OpenApiSchemaReference(EnvelopeOf(type), document)),
            },
        };
    }

    static async Task<OpenApiSchema> NoticeSchema(string name, Type type, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, cancellationToken: ct);
        schema.Properties!["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = name };
        schema.Required!.Add("type");
        return schema;
    }

    static OpenApiSchema EnvelopeSchema(Type type, OpenApiDocument document)
    {
        var properties = new Dictionary<string, IOpenApiSchema>
        {
            ["version"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            ["sequence"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = EventTypes.NameOf(type) },
            ["at"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            ["data"] = new OpenApiSchemaReference(type.Name, document),
        };
        if (type.IsSubclassOf(typeof(SessionEvent)))
            properties["sessionId"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
        return new OpenApiSchema { Type = JsonSchemaType.Object, Properties = properties, Required = properties.Keys.ToHashSet() };
    }
}
