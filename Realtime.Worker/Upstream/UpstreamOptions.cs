using System.ComponentModel.DataAnnotations;
using Realtime.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>Settings under Realtime:Upstream: the model provider.</summary>
public sealed class UpstreamOptions : IValidatableObject
{
    public const string Section = "Realtime:Upstream";

    /// <summary>http, https, ws or wss. An empty path or /v1 becomes /v1/realtime; a query is kept.</summary>
    [Required(ErrorMessage = "Realtime:Upstream:BaseUrl must name the model provider, such as https://api.openai.com/v1.")]
    public string BaseUrl { get; set; } = "";

    /// <summary>The provider's protocol.</summary>
    public string Dialect { get; set; } = "openai-realtime";

    /// <summary>Sent as a bearer token, unless it is empty.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The simulator's address, for sessions of test keys, which never reach the provider. Not set: they fail to start.</summary>
    public string? TestBaseUrl { get; set; }

    /// <summary>Tenants whose sessions use a provider or a key of their own.</summary>
    public IList<TenantUpstreamOptions> Tenants { get; } = [];

    /// <summary>The model that transcribes the user's audio in managed conversations.</summary>
    public string TranscriptionModel { get; set; } = KnownModels.Transcription;

    /// <summary>Whether the service's log shows the first 200 bytes of unreadable messages, which are content.</summary>
    public bool LogUnreadable { get; set; }

    /// <summary>These options with the simulator's address and no key; null if no simulator is set.</summary>
    public UpstreamOptions? ForTests() => TestBaseUrl is null ? null : With(TestBaseUrl, key: null);

    /// <summary>These options with a tenant's own key, which never goes to the deployment's account.</summary>
    /// <param name="baseUrl">The tenant's provider; null: the deployment's.</param>
    public UpstreamOptions ForTenant(string? baseUrl, string key) => With(baseUrl ?? BaseUrl, key);

    /// <summary>Another address or account: no credential of the deployment goes there.</summary>
    UpstreamOptions With(string baseUrl, string? key)
    {
        var options = (UpstreamOptions)MemberwiseClone();
        (options.BaseUrl, options.ApiKey) = (baseUrl, key);
        return options;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Dialects.Find(Dialect) is null) yield return new ValidationResult(
            $"Realtime:Upstream:Dialect must be one of: {Dialects.Names}.", [nameof(Dialect)]);
        if (BaseUrl.Length > 0 && Dialects.Find(Dialect)?.Problem(BaseUrl) is { } problem)
            yield return new ValidationResult($"Realtime:Upstream:BaseUrl {problem}", [nameof(BaseUrl)]);
        if (TestBaseUrl is not null
            && (TestBaseUrl.Length == 0
                ? "is empty: name the simulator, or leave it out."
                : Dialects.Find(Dialect)?.Problem(TestBaseUrl)) is { } wrong)
            yield return new ValidationResult($"Realtime:Upstream:TestBaseUrl {wrong}", [nameof(TestBaseUrl)]);
        if (ApiKey?.Any(c => c is < '!' or > '~') == true)
            yield return new ValidationResult("Realtime:Upstream:ApiKey must be printable characters without spaces.", [nameof(ApiKey)]);
    }
}
