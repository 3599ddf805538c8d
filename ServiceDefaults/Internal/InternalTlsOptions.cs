using System.ComponentModel.DataAnnotations;

namespace Realtime.ServiceDefaults.Internal;

/// <summary>
/// Settings under Realtime:Internal: the certificates by which the services know each other, beside their shared key. Not set: the key
/// alone.
/// </summary>
public sealed class InternalTlsOptions : IValidatableObject
{
    public const string Section = "Realtime:Internal";

    /// <summary>PEM of this service's certificate and of its intermediates.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>PEM of its private key, unencrypted. Not set: it is in the certificate's file.</summary>
    public string? KeyPath { get; set; }

    /// <summary>PEM of the authorities whose certificates the services accept of each other; two while one replaces the other.</summary>
    public string? CaPath { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(CertificatePath) && string.IsNullOrEmpty(KeyPath) && string.IsNullOrEmpty(CaPath)) yield break;
        if (string.IsNullOrEmpty(CertificatePath) || string.IsNullOrEmpty(CaPath))
        {
            yield return new ValidationResult($"{Section}:CertificatePath and {Section}:CaPath need each other: set both, or none.");
            yield break;
        }

        if (PemCertificate.Problem(Section, CertificatePath, KeyPath) is { } problem) yield return new ValidationResult(problem);
        if (CaProblem(CaPath) is { } wrong) yield return new ValidationResult($"{Section}:CaPath ({CaPath}) cannot be used: {wrong}");
    }

    private static string? CaProblem(string path)
    {
        try
        {
            return PemCertificate.All(path).Count > 0 ? null : "it has no certificate.";
        }
        catch (Exception e) when (PemCertificate.IsUnreadable(e))
        {
            return e.Message;
        }
    }
}
