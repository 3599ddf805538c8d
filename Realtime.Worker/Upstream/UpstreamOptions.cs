using System.ComponentModel.DataAnnotations;
using Realtime.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>Settings under Realtime:Upstream: the model provider.</summary>
public sealed class UpstreamOptions : IValidatableObject
{
    public const string Section = "Realtime:Upstream";

    /// <summary>
    /// http, https, ws or wss. A path that ends in /v1 gets /realtime, an empty path the provider's own; a query is kept.
    /// </summary>
    [Required(ErrorMessage = "Realtime:Upstream:BaseUrl must name the model provider, such as https://api.openai.com/v1.")]
    public string BaseUrl { get; set; } = "";

    /// <summary>The provider's protocol.</summary>
    public string Dialect { get; set; } = "openai-realtime";

    /// <summary>Whose addresses and headers are used.</summary>
    public UpstreamProvider Provider { get; set; }

    /// <summary>Sent as a bearer token, to Azure in the header api-key, unless it is empty.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The Entra identity for Azure, where there is no ApiKey.</summary>
    public EntraOptions Entra { get; set; } = new();

    /// <summary>The organization at OpenAI that pays; not set: that of the key.</summary>
    public string? Organization { get; set; }

    /// <summary>The project at OpenAI; not set: that of the key.</summary>
    public string? Project { get; set; }

    /// <summary>The names of Azure's deployments for the names of models; a model that is not listed is its own deployment.</summary>
    public IList<DeploymentOptions> Deployments { get; } = [];

    /// <summary>What of a start goes to the provider in headers of its own; nothing else does.</summary>
    public IList<string> PassThrough { get; } = [];

    /// <summary>The name in <see cref="PassThrough"/>, and the header, for the hash of the end user.</summary>
    public const string SafetyIdentifier = "OpenAI-Safety-Identifier";

    /// <summary>Azure without a key.</summary>
    internal bool UsesEntra => Provider is UpstreamProvider.Azure && string.IsNullOrEmpty(ApiKey);

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
    public UpstreamOptions ForTenant(TenantUpstreamOptions own, string key)
    {
        var options = With(own.BaseUrl ?? BaseUrl, key);
        options.Provider = own.Provider ?? Provider;
        return options;
    }

    /// <summary>Another address or account: no credential of the deployment goes there.</summary>
    UpstreamOptions With(string baseUrl, string? key)
    {
        var options = (UpstreamOptions)MemberwiseClone();
        (options.BaseUrl, options.ApiKey) = (baseUrl, key);
        (options.Organization, options.Project) = (null, null);
        if (key is null) options.Provider = UpstreamProvider.OpenAI; // no Entra token either
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
        foreach (var (name, value) in new[] { (nameof(Organization), Organization), (nameof(Project), Project) })
        {
            if (value is not null && (value.Length == 0 || value.Any(c => c is < '!' or > '~')))
                yield return new ValidationResult($"Realtime:Upstream:{name} must be printable characters without spaces.", [name]);
        }

        if (PassThrough.FirstOrDefault(name => name != SafetyIdentifier) is { } unknown)
            yield return new ValidationResult($"Realtime:Upstream:PassThrough knows {SafetyIdentifier}, not {unknown}.", [nameof(PassThrough)]);
        if (Deployments.Any(deployment => deployment.Model.Length == 0 || deployment.Name.Length == 0))
            yield return new ValidationResult("Each of Realtime:Upstream:Deployments needs a Model and a Name.", [nameof(Deployments)]);
        if (Entra.Problem is { } problemOfEntra) yield return new ValidationResult(problemOfEntra, [nameof(Entra)]);
    }
}

public enum UpstreamProvider
{
    OpenAI,
    Azure,
}

/// <summary>A deployment at Azure.</summary>
public sealed class DeploymentOptions
{
    /// <summary>The model that clients name.</summary>
    public string Model { get; set; } = "";

    public string Name { get; set; } = "";
}

/// <summary>
/// An Entra identity: an application with its secret, or, where nothing is set, the identity that the machine has (a managed identity, a
/// workload identity).
/// </summary>
public sealed class EntraOptions
{
    public string? TenantId { get; set; }
    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }

    /// <summary>What the token is for.</summary>
    public string Scope { get; set; } = "https://ai.azure.com/.default";

    internal string? Problem =>
        new[] { TenantId, ClientId, ClientSecret }.Count(part => !string.IsNullOrEmpty(part)) is 1 or 2 && ClientSecret is not null
            || TenantId is not null && ClientSecret is null
            ? "Realtime:Upstream:Entra needs TenantId, ClientId and ClientSecret, or none of them; a ClientId alone names a managed identity."
            : Scope.Length == 0 ? "Realtime:Upstream:Entra:Scope must name what the token is for." : null;
}
