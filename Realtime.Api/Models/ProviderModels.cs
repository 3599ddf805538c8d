using System.Text.Json.Serialization;

namespace Realtime.Api.Models;

/// <summary>
/// A model as the provider lists it. Created is in Unix seconds; 0 if it is not known. ShutdownDate is null if no end is announced.
/// </summary>
sealed record ModelObject(
    string Id,
    [property: JsonPropertyName("object")] string Kind,
    long Created,
    [property: JsonPropertyName("owned_by")] string OwnedBy,
    [property: JsonPropertyName("shutdown_date")] DateOnly? ShutdownDate)
{
    public const string ObjectKind = "model";
}

/// <summary>What the provider last said of its models. Requests only read it; <see cref="ModelRefresh"/> fills it.</summary>
sealed class ProviderModels
{
    volatile IReadOnlyDictionary<string, ModelObject> told = new Dictionary<string, ModelObject>();

    public ModelObject? Find(string model) => told.GetValueOrDefault(model);

    public void Set(IEnumerable<ModelObject> models) =>
        told = models.GroupBy(model => model.Id).ToDictionary(same => same.Key, same => same.First());
}
