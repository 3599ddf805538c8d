using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Realtime.Api.Problems;

namespace Realtime.Api.Description;

/// <summary>Describes every refusal of an operation: each status with its problem types.</summary>
sealed class ProblemResponses : IOpenApiOperationTransformer
{
    const string Component = "Problem";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        document.AddComponent(Component, Problem());
        var route = context.Description.ActionDescriptor.EndpointMetadata;
        var refusals = RouteRefusals.Of(new EndpointMetadataCollection(route),
            hasBody: operation.RequestBody is not null,
            isOfConversation: context.Description.RelativePath?.Contains("{conversation}", StringComparison.Ordinal) is true);
        operation.Responses ??= [];
        foreach (var refusal in refusals.SelectMany(type => type.Statuses.Select(status => (status, type))).GroupBy(r => r.status, r => r.type))
            operation.Responses[refusal.Key.ToString(CultureInfo.InvariantCulture)] = Response([.. refusal], document);
        return Task.CompletedTask;
    }

    static OpenApiResponse Response(IReadOnlyList<ProblemType> types, OpenApiDocument document) => new()
    {
        Description = string.Join(", ", types.Select(type => type.Name)),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    AllOf =
                    [
                        new OpenApiSchemaReference(Component, document),
                        new OpenApiSchema
                        {
                            Properties = new Dictionary<string, IOpenApiSchema>
                            {
                                ["type"] = new OpenApiSchema { Enum = [.. types.Select(type => type.Urn)] },
                            },
                        },
                    ],
                },
            },
        },
    };

    static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A refusal (RFC 9457). Clients match the type; the detail says what to change.",
        Required = new HashSet<string> { "type", "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("urn:realtime:problem:NAME, stable"),
            ["title"] = Text("The type's name in words"),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("What to change"),
            ["traceId"] = Text("The request in the service's log"),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "For invalid-options: each field, and what is wrong with it",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
            },
            ["sessionId"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String, Format = "uuid", Description = "For conversation-busy and session-live: the live session",
            },
            ["scope"] = Text("For insufficient-scope: the missing scopes"),
            ["limit"] = Text("For limit-reached: the setting that bounds it"),
            ["most"] = new OpenApiSchema { Type = JsonSchemaType.Number, Description = "How much a reached limit or budget allows" },
            ["of"] = Text("Whose limit or budget it is, tenant or key; left out for a limit of the API or of a session"),
            ["budget"] = Text("For budget-exhausted: what is counted"),
            ["period"] = Text("For budget-exhausted: in which time"),
            ["spent"] = new OpenApiSchema { Type = JsonSchemaType.Number, Description = "For budget-exhausted: how much was spent" },
            ["resetsAt"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String, Format = "date-time", Description = "For budget-exhausted: when it has room again",
            },
            ["version"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer, Format = "int64", Description = "For conversation-damaged: the first missing event",
            },
        },
    };

    static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };
}
