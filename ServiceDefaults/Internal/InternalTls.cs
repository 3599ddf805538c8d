using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Realtime.ServiceDefaults.Internal;

/// <summary>
/// This service's certificate, and the check of those of the other services. The files are read again when they change, so certificates
/// rotate without a restart.
/// </summary>
public sealed partial class InternalTls(IOptions<InternalTlsOptions> options, TimeProvider time, ILogger<InternalTls> logger)
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1", ClientUse = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5), LogPause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Files? known;
    private long readAt, loggedAt;

    /// <summary>Whether the services know each other by certificates, beside their shared key.</summary>
    public bool IsConfigured => options.Value.CertificatePath is { Length: > 0 };

    public X509Certificate2 Certificate => Now().Certificate;

    /// <summary>Whether a worker that this service calls is one of its own, and has the name that was called.</summary>
    public bool IsWorker(X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors) =>
        IsAccepted(presented, chain, ServerUse, errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch));

    /// <summary>Whether a caller is one of its own services.</summary>
    public bool IsService(X509Certificate? presented, X509Chain? chain) => IsAccepted(presented, chain, ClientUse, isOfAnotherName: false);

    private bool IsAccepted(X509Certificate? presented, X509Chain? chain, string use, bool isOfAnotherName)
    {
        var why = presented is not X509Certificate2 certificate ? "it has no certificate"
            : isOfAnotherName ? "its certificate is for another name"
            : Problem(certificate, chain, use);
        if (why is null) return true;
        lock (gate)
        {
            if (loggedAt != 0 && time.GetElapsedTime(loggedAt) < LogPause) return false;
            loggedAt = time.GetTimestamp();
        }

        LogRefused(presented?.Subject ?? "unknown", presented?.Issuer ?? "nobody", why);
        return false;
    }

    /// <summary>Null if one of the authorities vouches for it.</summary>
    private string? Problem(X509Certificate2 certificate, X509Chain? sent, string use)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Now().Authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(certificate)
            ? null
            : string.Join("; ", chain.ChainStatus.Select(status => status.StatusInformation.Trim().TrimEnd('.')).Distinct());
    }

    private Files Now()
    {
        lock (gate)
        {
            if (known is not null && time.GetElapsedTime(readAt) < Fresh) return known;
            try
            {
                var stamp = Files.Stamp(options.Value);
                if (known?.WrittenAt != stamp) known = Files.Read(options.Value, stamp);
            }
            catch (Exception e) when (known is not null && PemCertificate.IsUnreadable(e))
            {
                LogNotRead(e.Message);
            }

            readAt = time.GetTimestamp();
            return known!;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Refused a connection of {Subject}, whose certificate is from {Issuer}; services accept those of Realtime:Internal:CaPath: {Reason}")]
    partial void LogRefused(string subject, string issuer, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Could not read the certificates of Realtime:Internal again; the known ones stay in use: {Reason}")]
    partial void LogNotRead(string reason);

    private sealed record Files(X509Certificate2 Certificate, X509Certificate2Collection Authorities, DateTime WrittenAt)
    {
        /// <summary>The time of the last change of any of the files.</summary>
        public static DateTime Stamp(InternalTlsOptions options) =>
            new[] { options.CertificatePath, options.KeyPath, options.CaPath }.OfType<string>().Where(path => path.Length > 0)
                .Max(File.GetLastWriteTimeUtc);

        public static Files Read(InternalTlsOptions options, DateTime stamp) =>
            new(PemCertificate.Load(options.CertificatePath!, options.KeyPath), PemCertificate.All(options.CaPath!), stamp);
    }
}
