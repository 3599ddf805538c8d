using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Realtime.Api.Tls;

/// <summary>A certificate from PEM files that an operator provides.</summary>
static class GivenCertificate
{
    /// <summary>What is wrong with the files, as a sentence that names the settings; null if nothing is.</summary>
    public static string? Problem(string certificatePath, string? keyPath)
    {
        try
        {
            using var loaded = Load(certificatePath, keyPath);
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            var key = keyPath is { Length: > 0 } ? $", Realtime:Tls:KeyPath ({keyPath})," : "";
            return $"Realtime:Tls:CertificatePath ({certificatePath}){key} cannot be used: {e.Message}";
        }
    }

    /// <summary>The certificate with its key.</summary>
    public static X509Certificate2 Load(string certificatePath, string? keyPath)
    {
        using var read = X509Certificate2.CreateFromPemFile(certificatePath, keyPath is { Length: > 0 } ? keyPath : certificatePath);
        // On Windows, TLS cannot use a key that is only in memory.
        return OperatingSystem.IsWindows()
            ? X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null)
            : new X509Certificate2(read);
    }

    /// <summary>The other certificates in the file, which clients get too.</summary>
    public static X509Certificate2Collection Chain(string certificatePath, X509Certificate2 certificate)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificatePath);
        foreach (var same in chain.Where(c => c.Thumbprint == certificate.Thumbprint).ToList()) chain.Remove(same);
        return chain;
    }
}
