using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Realtime.Api.Description;

/// <summary>
/// A request may have no other members than those described; an answer may get more in a later version, and clients must accept them.
/// </summary>
sealed class OpenAnswers : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var schemas = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        var ofRequests = new HashSet<string>();
        var operations = document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>());
        foreach (var body in operations.Select(operation => operation.RequestBody).OfType<IOpenApiRequestBody>())
        {
            foreach (var media in body.Content?.Values ?? []) Reach(media.Schema, ofRequests);
        }

        foreach (var (name, schema) in schemas)
        {
            if (!ofRequests.Contains(name)) Open(schema);
        }

        return Task.CompletedTask;
    }

    static void Open(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema open) return;
        open.AdditionalPropertiesAllowed = true;
        foreach (var part in Parts(open)) Open(part);
    }

    static void Reach(IOpenApiSchema? schema, HashSet<string> reached)
    {
        if (schema is null || schema is OpenApiSchemaReference { Reference.Id: { } id } && !reached.Add(id)) return;
        foreach (var part in Parts(schema)) Reach(part, reached);
    }

    static IEnumerable<IOpenApiSchema> Parts(IOpenApiSchema schema)
    {
        IEnumerable<IOpenApiSchema> parts =
            [.. schema.Properties?.Values ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.AllOf ?? []];
        return schema.Items is { } items ? parts.Append(items) : parts;
    }
}
