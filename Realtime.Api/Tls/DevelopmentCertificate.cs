using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;
using Realtime.ServiceDefaults;

namespace Realtime.Api.Tls;

/// <summary>
/// A self-signed certificate for localhost. The first start makes it, later ones use it, and it is renewed before it expires. Clients trust
/// it by its PEM: NODE_EXTRA_CA_CERTS=…/localhost.pem.
/// </summary>
sealed partial class DevelopmentCertificate(string folder, TimeProvider time, ILogger logger)
{
    const int Days = 397; // the longest life that browsers and macOS accept
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    static readonly TimeSpan Renewal = TimeSpan.FromDays(30);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    string CertificatePath => Path.Combine(folder, "localhost.pem");
    string KeyPath => Path.Combine(folder, "localhost.key");

    public static string UsersFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "realtime",
        "tls");

    public X509Certificate2 Get()
    {
        // Replicas that start together share one certificate: clients trust a single file.
        using var one = new Mutex(initiallyOwned: false, "realtime-development-certificate");
        if (!Enter(one)) throw new TimeoutException("Another process has been making the development certificate for too long.");
        try
        {
            var certificate = Existing() ?? Make();
            LogServing(CertificatePath, certificate.NotAfter);
            return certificate;
        }
        finally
        {
            one.ReleaseMutex();
        }
    }

    static bool Enter(Mutex one)
    {
        try
        {
            return one.WaitOne(Patience);
        }
        catch (AbandonedMutexException)
        {
            return true; // its owner was killed: Existing checks the files that it left
        }
    }

    X509Certificate2? Existing()
    {
        if (!File.Exists(CertificatePath) || !File.Exists(KeyPath)) return null;
        if (PemCertificate.Problem(TlsOptions.Section, CertificatePath, KeyPath) is { } problem)
        {
            LogUnusable(problem);
            return null;
        }

        var certificate = PemCertificate.Load(CertificatePath, KeyPath);
        if (certificate.NotAfter.ToUniversalTime() - time.GetUtcNow() > Renewal) return certificate;
        certificate.Dispose();
        return null;
    }

    X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0,
            critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(Days - 1));

        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnersFile | UnixFileMode.UserExecute);
        Write(KeyPath, key.ExportPkcs8PrivateKeyPem());
        Write(CertificatePath, made.ExportCertificatePem());
        return PemCertificate.Load(CertificatePath, KeyPath);
    }

    static void Write(string path, string pem)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersFile;
        var draft = path + ".new";
        File.Delete(draft); // an older file would keep its own mode
        using (var writer = new StreamWriter(draft, options)) writer.WriteLine(pem);
        File.Move(draft, path, overwrite: true);
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Https for localhost uses the development certificate {Path}, valid until {Until:yyyy-MM-dd}")]
    partial void LogServing(string path, DateTime until);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The development certificate cannot be used; a new one is made. {Problem}")]
    partial void LogUnusable(string problem);
}
