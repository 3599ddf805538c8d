using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Description;
using Realtime.Api.Live;
using Realtime.Api.Problems;
using Realtime.Sessions;

namespace Realtime.Api.Models;

/// <summary>The list in the provider's shape.</summary>
sealed record ModelList(string Object, IReadOnlyList<ModelObject> Data);

static class ModelEndpoints
{
    const string Provider = "openai", Unknown = "unknown";

    public static void MapModels(this IEndpointRouteBuilder app)
    {
        foreach (var path in new[] { "/v1/models", "/openai/v1/models" }) // the second is that of Azure's clients
        {
            var models = app.MapGroup(path).RequireAnyCredential().WithTags("Models");
            models.MapGet("", List).Reads([OpenAIRealtime.ApiVersion])
                .WithSummary("The models that may be started, in the shape of OpenAI's list");
            models.MapGet("/{**model}", Get).Reads([OpenAIRealtime.ApiVersion]).WithSummary("One model, in the shape of OpenAI's")
                .Refuses(ProblemTypes.UnknownModel);
        }
    }

    static Ok<ModelList> List(IOptions<ApiOptions> options, ModelLifetimes lifetimes, ProviderModels provider) =>
        TypedResults.Ok(new ModelList("list",
        [
            .. Names(options.Value).Where(name => !lifetimes.HasEnded(name)).Select(name => Of(name, lifetimes, provider)),
        ]));

    static Ok<ModelObject> Get(string model, IOptions<ApiOptions> options, ModelLifetimes lifetimes, ProviderModels provider)
    {
        Sessions.Names.Check("model", model);
        return Names(options.Value).Contains(model) && !lifetimes.HasEnded(model)
            ? TypedResults.Ok(Of(model, lifetimes, provider))
            : throw new UnknownModelException(model);
    }

    /// <summary>The allowed models; without a list of them the known ones.</summary>
    static IEnumerable<string> Names(ApiOptions options) => options.Models.Count > 0
        ? options.Models.Select(model => model.Name)
        : KnownModels.Lifetimes.Select(lifetime => lifetime.Name).Append(options.DefaultModel).Distinct();

    static ModelObject Of(string name, ModelLifetimes lifetimes, ProviderModels provider)
    {
        var told = provider.Find(name);
        return new ModelObject(name, ModelObject.ObjectKind, told?.Created ?? 0,
            told?.OwnedBy ?? (ModelLifetime.Find(name, KnownModels.Lifetimes) is null ? Unknown : Provider), lifetimes.Of(name).EndsOn);
    }
}

sealed class UnknownModelException(string model)
    : SessionRefusedException("unknown-model", $"There is no model {model} here: GET /v1/models lists them.");
