using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Realtime.Api.Description;

/// <summary>Corrects what the serializer's schema says of a type: members that may be left out, the kind of
/// enums, and alternatives that no member tells apart.</summary>
sealed class SchemaCorrections : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            var ignored = property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true);
            if (ignored?.OfType<JsonIgnoreAttribute>().Any(i => i.Condition is not JsonIgnoreCondition.Never) is true)
                schema.Required?.Remove(property.Name);
        }

        if (context.JsonTypeInfo.PolymorphismOptions?.DerivedTypes.All(derived => derived.TypeDiscriminator is null) is true)
            schema.Discriminator = null;
        var type = context.JsonTypeInfo.Type;
        if (type.IsEnum) schema.Type = JsonSchemaType.String;
        if (Nullable.GetUnderlyingType(type) is { IsEnum: true }) schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
        return Task.CompletedTask;
    }
}
