using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using static Realtime.Worker.Tests.WebSockets.RawServer;

namespace Realtime.Worker.Tests.WebSockets;

public sealed class SecureConnectorTests
{
    [Fact]
    public async Task The_connection_is_taken_over_inside_of_TLS()
    {
        using var certificate = SelfSigned();
        await using var server = new RawServer(certificate);
        var connecting =
            server.Connect(client => client.SslOptions.RemoteCertificateValidationCallback = (_, told, _, _) => certificate.Equals(told));
        await server.Accept();
        await server.Say([.. server.Upgrade(), .. Text("first")]);
        using var socket = await connecting;

        var buffer = new byte[16];
        var first = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        Assert.Equal("first", Encoding.ASCII.GetString(buffer, 0, first.Count));

        var waiting = socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        await server.Say(Text("later"));
        await waiting;
        var later = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        Assert.Equal("later", Encoding.ASCII.GetString(buffer, 0, later.Count));

        await socket.SendAsync(Ascii("hello").AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.Equal(0x81, (await server.Read(2 + 4 + 5))[0]);
        socket.Abort();
        await server.ClientGone();
    }

    [Fact]
    public async Task An_untrusted_certificate_is_refused()
    {
        using var certificate = SelfSigned();
        await using var server = new RawServer(certificate);
        var connecting = server.Connect();
        await Assert.ThrowsAnyAsync<Exception>(server.Accept);
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => connecting);
        Assert.IsType<AuthenticationException>(e.GetBaseException());
    }

    static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        // On Windows, TLS cannot use a key that is only in memory.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
