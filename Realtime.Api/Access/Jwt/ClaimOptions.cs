using System.ComponentModel.DataAnnotations;

namespace Realtime.Api.Access.Jwt;

/// <summary>Settings under Realtime:Access:Claims: what an identity provider's claims mean, in tokens of programs and of people.</summary>
public sealed class ClaimOptions : IValidatableObject
{
    public const string Section = "Realtime:Access:Claims";

    /// <summary>The claim that names the tenant.</summary>
    [Required(ErrorMessage = "Realtime:Access:Claims:TenantClaim must name a claim.")]
    public string TenantClaim { get; set; } = "tenant";

    /// <summary>
    /// The tenant of every token, whatever it claims: for a provider that serves one customer. Not set: the claim names it.
    /// </summary>
    public string? Tenant { get; set; }

    /// <summary>The claim that names scopes, with spaces between them or several times.</summary>
    [Required(ErrorMessage = "Realtime:Access:Claims:ScopeClaim must name a claim.")]
    public string ScopeClaim { get; set; } = "scope";

    /// <summary>The claim that names roles: app, reader, auditor, operator.</summary>
    [Required(ErrorMessage = "Realtime:Access:Claims:RoleClaim must name a claim.")]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The claim that names the subject, which is recorded with the events that it causes.</summary>
    [Required(ErrorMessage = "Realtime:Access:Claims:SubjectClaim must name a claim.")]
    public string SubjectClaim { get; set; } = "sub";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Tenant is not null && !Realtime.Sessions.Tenant.IsValid(Tenant))
            yield return new ValidationResult($"Realtime:Access:Claims:Tenant must be {Realtime.Sessions.Tenant.Rule}", [nameof(Tenant)]);
    }
}
