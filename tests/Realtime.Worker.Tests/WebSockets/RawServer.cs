using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.Worker.Tests.WebSockets;

/// <summary>A server that sends exactly the given bytes, to one client.</summary>
sealed class RawServer : IAsyncDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    readonly CancellationTokenSource patience = new(Longest);
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly X509Certificate2? certificate;
    Stream connection = Stream.Null;

    public RawServer(X509Certificate2? certificate = null)
    {
        this.certificate = certificate;
        listener.Start();
    }

    public Uri Address => new($"{(certificate is null ? "ws" : "wss")}://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/v1/realtime?model=sim");

    public string Head { get; private set; } = "";

    /// <summary>Connects to this server.</summary>
    public Task<WebSocket> Connect(Action<SocketsHttpHandler>? configure = null, TimeSpan ping = default, CancellationToken ct = default) =>
        new WebSocketConnector(configure).Connect(
        Address, new Dictionary<string, string> { ["Authorization"] = "Bearer sesame", ["x-realtime-session"] = "7" },
        new WebSocketCreationOptions { KeepAliveInterval = ping }, ct);

    /// <summary>Accepts the connection and reads the request's head.</summary>
    public async Task Accept()
    {
        var client = await listener.AcceptTcpClientAsync(patience.Token);
        client.NoDelay = true;
        connection = client.GetStream();
        if (certificate is not null)
        {
            var tls = new SslStream(connection);
            connection = tls;
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, patience.Token);
        }

        while (!Head.EndsWith("\r\n\r\n", StringComparison.Ordinal)) Head += Encoding.ASCII.GetString(await Read(1));
    }

    /// <summary>Connects to this server, which accepts the upgrade.</summary>
    public async Task<WebSocket> Connected()
    {
        var connecting = Connect();
        await Accept();
        await Say(Upgrade());
        return await connecting;
    }

    /// <summary>The head of an upgrade that answers the client's key.</summary>
    public byte[] Upgrade(string more = "")
    {
        var key = Head.Split("\r\n").Single(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.Ordinal)).Split(' ')[1];
#pragma warning disable CA5350 // The protocol names SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return Ascii(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
            + $"Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{more}\r\n");
    }

    /// <summary>A short text in a frame of its own.</summary>
    public static byte[] Text(string text) => [0x81, (byte)text.Length, .. Ascii(text)];

    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    public async Task Say(params byte[] bytes) => await connection.WriteAsync(bytes, patience.Token);

    public async Task<byte[]> Read(int count)
    {
        var bytes = new byte[count];
        await connection.ReadExactlyAsync(bytes, patience.Token);
        return bytes;
    }

    /// <summary>Completes when the client closes or resets; what it sends before is ignored.</summary>
    public async Task ClientGone()
    {
        try
        {
            while (await connection.ReadAsync(new byte[256], patience.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset counts as closed.
        }
    }

    public void Close() => connection.Close();

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        listener.Stop();
        patience.Dispose();
    }
}
