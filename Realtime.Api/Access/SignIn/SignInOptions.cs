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

    /// <summary>What the provider knows this API by. Not set: the client is public, and the code's proof is all.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Where people reach this API, as the provider knows it; for an API that something else stands in front of.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>How long somebody stays signed in without a request, in minutes.</summary>
    [Range(1, 1_440, ErrorMessage = "Realtime:Access:SignIn:Minutes must be 1 to 1440.")]
    public int Minutes { get; set; } = 480;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is null) yield break;
        if (Issuer.Problem(Authority) is { } problem) yield return new ValidationResult($"Realtime:Access:SignIn:Authority {problem}", [nameof(Authority)]);
        if (string.IsNullOrWhiteSpace(ClientId)) yield return new ValidationResult("Realtime:Access:SignIn:ClientId must be what the provider calls this API.", [nameof(ClientId)]);
        if (ClientSecret is "") yield return new ValidationResult("Realtime:Access:SignIn:ClientSecret is empty: give it, or leave it out.", [nameof(ClientSecret)]);
        if (PublicUrl is not null && !Uri.TryCreate(PublicUrl, UriKind.Absolute, out _)) yield return new ValidationResult("Realtime:Access:SignIn:PublicUrl must be an absolute address.", [nameof(PublicUrl)]);
    }
}
