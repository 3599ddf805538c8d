using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Realtime.Api.Description;

/// <summary>
/// Makes a component of every named schema that still stands within another: the generator does so only for those of an operation.
/// </summary>
sealed class SchemaReferences : IOpenApiDocumentTransformer
{
    /// <summary>Where the generator keeps a schema's name, and whether the member that has it may be null.</summary>
    const string Name = "x-schema-id", Nullable = "x-is-nullable-property";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var schema in document.Components!.Schemas!.Values.ToList()) Resolve(schema, document);
        return Task.CompletedTask;
    }

    static void Resolve(IOpenApiSchema? parent, OpenApiDocument document)
    {
        if (parent is not OpenApiSchema schema) return;
        foreach (var (name, property) in schema.Properties?.ToList() ?? []) schema.Properties![name] = Named(property, document);
        foreach (var alternatives in new[] { schema.AnyOf, schema.OneOf, schema.AllOf }.OfType<IList<IOpenApiSchema>>())
        {
            for (var at = 0; at < alternatives.Count; at++) alternatives[at] = Named(alternatives[at], document);
        }

        if (schema.Items is { } items) schema.Items = Named(items, document);
        if (schema.AdditionalProperties is { } values) schema.AdditionalProperties = Named(values, document);
        if (schema is { Discriminator.Mapping: { } mapping, AnyOf: { } told }) // the generator's names are not those of the components
            schema.Discriminator.Mapping = mapping.Keys.Zip(told.Cast<OpenApiSchemaReference>()).ToDictionary();
    }

    static IOpenApiSchema Named(IOpenApiSchema schema, OpenApiDocument document)
    {
        Resolve(schema, document);
        if (schema is not OpenApiSchema { Metadata: { } metadata } of || !metadata.TryGetValue(Name, out var id)
            || id is not string { Length: > 0 } name)
            return schema;
        var isNullable = of.Type?.HasFlag(JsonSchemaType.Null) is true || metadata.TryGetValue(Nullable, out var nullable) && nullable is true;
        of.Type &= ~JsonSchemaType.Null;
        if (!document.Components!.Schemas!.ContainsKey(name)) document.AddComponent(name, schema);
        var reference = new OpenApiSchemaReference(name, document);
        return isNullable ? new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference] } : reference;
    }
}
