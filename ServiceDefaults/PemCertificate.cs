using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Realtime.ServiceDefaults;

/// <summary>A certificate from PEM files that an operator provides.</summary>
public static class PemCertificate
{
    /// <summary>What is wrong with the files, as a sentence that names the settings; null if nothing is.</summary>
    /// <param name="section">The section of the settings CertificatePath and KeyPath.</param>
    public static string? Problem(string section, string certificatePath, string? keyPath)
    {
        try
        {
            using var loaded = Load(certificatePath, keyPath);
            return null;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            var key = keyPath is { Length: > 0 } ? $", {section}:KeyPath ({keyPath})," : "";
            return $"{section}:CertificatePath ({certificatePath}){key} cannot be used: {e.Message}";
        }
    }

    /// <summary>The files are missing, or are no certificate.</summary>
    public static bool IsUnreadable(Exception e) =>
        e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException;

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
        var chain = All(certificatePath);
        foreach (var same in chain.Where(c => c.Thumbprint == certificate.Thumbprint).ToList()) chain.Remove(same);
        return chain;
    }

    /// <summary>The certificates in a file.</summary>
    public static X509Certificate2Collection All(string path)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(path);
        return all;
    }
}
