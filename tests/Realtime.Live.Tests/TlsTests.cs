using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>Https of the API's own; that OpenAI's clients trust it is tested with them.</summary>
[Collection(LiveServices.Name)]
public sealed class TlsTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output), IDisposable
{
    const string Port = "Realtime__Tls__Port", Folder = "Realtime__Tls__Folder", CertificatePath = "Realtime__Tls__CertificatePath",
    KeyPath = "Realtime__Tls__KeyPath";
    readonly string folder = Directory.CreateTempSubdirectory("realtime-tls-").FullName;

    [Fact]
    public async Task Only_its_owner_can_read_the_development_certificate_and_it_is_used_again()
    {
        foreach (var file in Directory.GetFiles(LiveServices.Certificates))
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        using var kept = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(LiveServices.Certificates, "localhost.pem"));
        Assert.True(kept.MatchesHostname("localhost") && kept.MatchesHostname("127.0.0.1") && kept.MatchesHostname("::1"));
        await using var another = await Start(new() { [Port] = "0", [Folder] = LiveServices.Certificates });
        Assert.Equal(kept.Thumbprint, await Served(another));
    }

    [Fact]
    public async Task A_development_certificate_that_nears_its_end_or_cannot_be_read_is_replaced()
    {
        var old = Make(folder, "localhost", TimeSpan.FromDays(20));
        await using (var first = await Start(new() { [Port] = "0", [Folder] = folder })) Assert.NotEqual(old, await Served(first));

        await File.WriteAllTextAsync(Path.Combine(folder, "localhost.key"), "no key");
        await using var second = await Start(new() { [Port] = "0", [Folder] = folder });
        using var kept = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "localhost.pem"));
        Assert.Equal(kept.Thumbprint, await Served(second));
        Assert.True(kept.NotAfter.ToUniversalTime() > TimeProvider.System.GetUtcNow().AddDays(365));
    }

    [Fact]
    public async Task A_given_certificate_is_served()
    {
        var given = Make(folder, "given", TimeSpan.FromDays(20));
        await using var api = await Start(new() { [Port] = "0", [CertificatePath] = Path.Combine(folder, "given.pem"),
            [KeyPath] = Path.Combine(folder, "given.key") });
        Assert.Equal(given, await Served(api));
    }

    [Theory]
    [InlineData("nowhere.pem", "given.key")]
    [InlineData("given.pem", "other.key")]
    [InlineData("given.pem", "")]
    [InlineData("", "given.key")]
    public async Task A_wrong_certificate_stops_the_API_with_the_settings_name(string certificate, string key)
    {
        Make(folder, "given", TimeSpan.FromDays(20));
        Make(folder, "other", TimeSpan.FromDays(20));
        string At(string name) => name.Length > 0 ? Path.Combine(folder, name) : "";
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Start(new() { [Port] = "0", [CertificatePath] = At(certificate), [KeyPath] = At(key) }));
        Assert.Contains(certificate.Length > 0 ? "Realtime:Tls:CertificatePath" : "Realtime:Tls:KeyPath needs", refused.Message,
            StringComparison.Ordinal);
    }

    Task<ServiceProcess> Start(Dictionary<string, string> settings)
    {
        settings["ConnectionStrings__realtime"] = Stack.Database;
        return ServiceProcess.Start("Realtime.Api", settings);
    }

    /// <summary>The thumbprint of the certificate that the API shows to a client.</summary>
    static async Task<string> Served(ServiceProcess api)
    {
        string? shown = null;
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) => (shown = certificate!.GetCertHashString()) is not null,
            },
        };
        using var http = new HttpClient(handler);
        (await http.GetAsync(new Uri(TlsAddress.Of(api), "/alive"))).EnsureSuccessStatusCode();
        return shown!;
    }

    static string Make(string folder, string name, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow() + life);
        File.WriteAllText(Path.Combine(folder, name + ".pem"), made.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, name + ".key"), key.ExportPkcs8PrivateKeyPem());
        return made.Thumbprint;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
