using System.ComponentModel.DataAnnotations;

namespace Realtime.Api.Access.Jwt;

/// <summary>Settings under Realtime:Access:Jwt: tokens of an OpenID Connect issuer.</summary>
public sealed class JwtOptions : IValidatableObject
{
    public const string Section = "Realtime:Access:Jwt";

    /// <summary>
    /// The issuer's address. The API reads its keys through its discovery document, again when they change. Not set: no such tokens.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>The audience that a token must name.</summary>
    public string? Audience { get; set; }

    /// <summary>How far the issuer's clock may be off, in seconds.</summary>
    [Range(0, 300, ErrorMessage = "Realtime:Access:Jwt:ClockSkewSeconds must be 0 to 300.")]
    public int ClockSkewSeconds { get; set; } = 60;

    /// <summary>The least time, in seconds, between two reads of the issuer's keys because a token names an unknown one.</summary>
    [Range(1, 3_600, ErrorMessage = "Realtime:Access:Jwt:KeyRefreshSeconds must be 1 to 3600.")]
    public int KeyRefreshSeconds { get; set; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is null) yield break;
        if (Issuer.Problem(Authority) is { } problem)
            yield return new ValidationResult($"Realtime:Access:Jwt:Authority {problem}", [nameof(Authority)]);
        if (string.IsNullOrWhiteSpace(Audience))
            yield return new ValidationResult(
                "Realtime:Access:Jwt:Audience must name this API as the issuer does: tokens for others are not for it.",
                [nameof(Audience)]);
    }
}
