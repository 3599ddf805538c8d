using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Realtime.Api.Description;

/// <summary>A JSON answer of this status that has one of several shapes.</summary>
sealed record AlternativeAnswers(int Status, IReadOnlyList<Type> Shapes);

sealed class AlternativeResponses : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        foreach (var answers in context.Description.ActionDescriptor.EndpointMetadata.OfType<AlternativeAnswers>())
        {
            var shapes = new List<IOpenApiSchema>();
            foreach (var shape in answers.Shapes)
            {
                context.Document!.AddComponent(shape.Name, await context.GetOrCreateSchemaAsync(shape, cancellationToken: cancellationToken));
                shapes.Add(new OpenApiSchemaReference(shape.Name, context.Document));
            }

            var response = operation.Responses![answers.Status.ToString(CultureInfo.InvariantCulture)];
            response.Content!["application/json"].Schema = shapes is [var one] ? one : new OpenApiSchema { OneOf = shapes };
        }
    }
}

static class AlternativeAnswersExtensions
{
    /// <summary>200 with JSON of this shape, where Produces names that of another content type.</summary>
    public static RouteHandlerBuilder ProducesAsJson<T>(this RouteHandlerBuilder route) =>
        route.WithMetadata(new AlternativeAnswers(StatusCodes.Status200OK, [typeof(T)]));

    /// <summary>200 with JSON of either shape. Produces still names the content types.</summary>
    public static RouteHandlerBuilder ProducesEither<TOne, TOther>(this RouteHandlerBuilder route) =>
        route.WithMetadata(new AlternativeAnswers(StatusCodes.Status200OK, [typeof(TOne), typeof(TOther)]));
}
