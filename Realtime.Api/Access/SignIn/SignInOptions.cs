using System.ComponentModel.DataAnnotations;
using Realtime.Api.Access.Jwt;

namespace Realtime.Api.Access.SignIn;

/// <summary>Settings under Realtime:Access:SignIn: people, who sign in at an OpenID Connect provider.</summary>
public sealed class SignInOptions : IValidatableObject
{
    public const string Section = "Realtime:Access:SignIn";

    /// <summary>The provider. Not set: nobody signs in.</summary>
    public string? Authority { get; set; }

    /// <summary>This API's name at the provider.</summary>
    public string? ClientId { get; set; }

    /// <summary>This API's secret at the provider. Not set: the client is public and proves itself with PKCE alone.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>This API's public address, as the provider knows it; needed behind a proxy.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>How long a person stays signed in without a request, in minutes.</summary>
    [Range(1, 1_440, ErrorMessage = "Realtime:Access:SignIn:Minutes must be 1 to 1440.")]
    public int Minutes { get; set; } = 480;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is null) yield break;
        if (Issuer.Problem(Authority) is { } problem)
            yield return new ValidationResult($"Realtime:Access:SignIn:Authority {problem}", [nameof(Authority)]);
        if (string.IsNullOrWhiteSpace(ClientId))
            yield return new ValidationResult("Realtime:Access:SignIn:ClientId must name this API as the provider does.",
                [nameof(ClientId)]);
        if (ClientSecret is "")
            yield return new ValidationResult("Realtime:Access:SignIn:ClientSecret is empty: give it, or leave it out.",
                [nameof(ClientSecret)]);
        if (PublicUrl is not null && !Uri.TryCreate(PublicUrl, UriKind.Absolute, out _))
            yield return new ValidationResult("Realtime:Access:SignIn:PublicUrl must be an absolute address.", [nameof(PublicUrl)]);
    }
}
