using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Realtime.Access.Tests.Issuer;

/// <summary>A certificate authority for the services of one test.</summary>
sealed class TestAuthority : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("authority").FullName;
    readonly X509Certificate2 root;

    public TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        root = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(CaPath, root.ExportCertificatePem());
    }

    string CaPath => Path.Combine(folder, "ca.crt");

    /// <summary>A service's settings, with a certificate of this authority for 127.0.0.1.</summary>
    /// <param name="trusts">The authority that the service accepts; null for this one.</param>
    public Dictionary<string, string> Settings(string service, TestAuthority? trusts = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={service}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(root, now.AddHours(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        var (path, keyPath) = (Path.Combine(folder, service + ".crt"), Path.Combine(folder, service + ".key"));
        File.WriteAllText(path, certificate.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return new Dictionary<string, string>
        {
            ["Realtime__Internal__CertificatePath"] = path, ["Realtime__Internal__KeyPath"] = keyPath,
            ["Realtime__Internal__CaPath"] = (trusts ?? this).CaPath,
        };
    }

    public void Dispose()
    {
        root.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
