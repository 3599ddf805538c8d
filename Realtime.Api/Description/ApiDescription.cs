using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Realtime.Api.Problems;
using Realtime.ServiceDefaults;

namespace Realtime.Api.Description;

/// <summary>The parts of the OpenAPI document that the endpoints do not give.</summary>
static class ApiDescription
{
    const string Bearer = "bearer";

    public static void Configure(OpenApiOptions options)
    {
        // A nullable enum stands where it is used: its component would allow null everywhere. Any JSON needs no name.
        options.CreateSchemaReferenceId = type =>
            Nullable.GetUnderlyingType(type.Type) is { IsEnum: true } || type.Type == typeof(JsonElement)
                ? null
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer<SchemaCorrections>();
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any()) operation.Security = [];
            // Parameters of a record have the names of its properties; the API's names are in camel case.
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            foreach (var name in context.Description.ActionDescriptor.EndpointMetadata.OfType<AlsoReads>().SelectMany(reads => reads.Names))
                (operation.Parameters ??= []).Add(QueryOf(name));
            return Task.CompletedTask;
        });
        options.AddOperationTransformer<ProblemResponses>();
        options.AddOperationTransformer<AlternativeResponses>();
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Realtime";
            document.Info.Version = ServiceVersion.Text;
            document.Info.Description = "Sessions of realtime AI conversations: each has one lifecycle, on the record.";
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.AddComponent(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "An API key, or a token of the configured issuer.",
            });
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer<EventSchemas>();
        options.AddDocumentTransformer<SchemaReferences>();
        options.AddDocumentTransformer<OpenAnswers>();
    }

    /// <summary>A parameter that the handler reads by itself.</summary>
    static OpenApiParameter QueryOf(string name) => new()
    {
        Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
