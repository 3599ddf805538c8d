using System.ComponentModel.DataAnnotations;
using Realtime.ServiceDefaults;

namespace Realtime.Api.Tls;

/// <summary>Settings under Realtime:Tls.</summary>
public sealed class TlsOptions : IValidatableObject
{
    public const string Section = "Realtime:Tls";

    /// <summary>Https on this port of localhost, beside the other addresses; 0 lets the system choose one. Not set: no https.</summary>
    [Range(0, 65_535, ErrorMessage = "Realtime:Tls:Port must be 0 to 65535.")]
    public int? Port { get; set; }

    /// <summary>PEM of the certificate and of its intermediates. Not set: a development certificate for localhost.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>PEM of its private key, unencrypted. Not set: it is in the certificate's file.</summary>
    public string? KeyPath { get; set; }

    /// <summary>Where the development certificate is kept. Not set: a folder of this user.</summary>
    public string? Folder { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(CertificatePath))
        {
            if (!string.IsNullOrEmpty(KeyPath))
                yield return new ValidationResult("Realtime:Tls:KeyPath needs Realtime:Tls:CertificatePath.", [nameof(KeyPath)]);
        }
        else if (PemCertificate.Problem(Section, CertificatePath, KeyPath) is { } problem)
        {
            yield return new ValidationResult(problem, [nameof(CertificatePath)]);
        }
    }
}
