using System.ComponentModel.DataAnnotations;

namespace Realtime.Api.Audit;

/// <summary>Settings under Realtime:Audit.</summary>
public sealed class AuditOptions
{
    public const string Section = "Realtime:Audit";

    /// <summary>Asked of whoever reads the audit or erases content, as a bearer token; none is asked for where it is not set.</summary>
    [MinLength(16, ErrorMessage = "Realtime:Audit:Key must have at least 16 characters.")]
    public string? Key { get; set; }
}
