using Microsoft.Extensions.Options;
using Realtime.Sessions;

namespace Realtime.Api.Models;

/// <summary>
/// When models end: what the settings say counts first, then what the provider says, then the table of known models.
/// </summary>
sealed class ModelLifetimes(IOptions<ApiOptions> options, ProviderModels provider, TimeProvider time)
{
    readonly IReadOnlyList<ModelLifetime> set =
        [.. options.Value.ModelLifetimes.Select(given => new ModelLifetime(given.Name, given.EndsOn, given.Successor))];

    public ModelLifetime Of(string model)
    {
        if (ModelLifetime.Find(model, set) is { } given) return given;
        var known = ModelLifetime.Find(model, KnownModels.Lifetimes) ?? new ModelLifetime(model);
        return provider.Find(model)?.ShutdownDate is { } told ? known with { EndsOn = told } : known;
    }

    public bool HasEnded(string model) => Of(model).HasEnded(time.GetUtcNow());

    /// <summary>Null if the model has not ended.</summary>
    public SessionRefusedException? Refusal(string model) => HasEnded(model) ? new ModelEndedException(Of(model)) : null;

    /// <summary>What users of a model should know: that it ends soon. Null if there is nothing to say.</summary>
    public string? Warning(string model) => Of(model) is var lifetime && lifetime.EndsSoon(time.GetUtcNow())
        ? $"Model {model} ends on {lifetime.EndsOn:yyyy-MM-dd}. {lifetime.Advice}"
        : null;
}

/// <summary>The provider has shut the model of a start down.</summary>
sealed class ModelEndedException(ModelLifetime lifetime)
    : SessionRefusedException("model-ended", $"Model {lifetime.Name} ended on {lifetime.EndsOn:yyyy-MM-dd}. {lifetime.Advice}");
