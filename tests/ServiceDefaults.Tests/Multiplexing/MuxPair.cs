using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Realtime.ServiceDefaults.Multiplexing;

namespace Realtime.ServiceDefaults.Tests.Multiplexing;

/// <summary>Two services with one connection: the caller opens sockets, the other serves each with the same handler.</summary>
sealed class MuxPair : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    MuxPair(Stream near, Stream far, Func<MuxSocket, ReadOnlyMemory<byte>, Task> serve, TimeProvider time)
    {
        Caller = new MuxConnection(near, time);
        Server = new MuxConnection(far, time, serve);
    }

    public MuxConnection Caller { get; }

    public MuxConnection Server { get; }

    public static async Task<MuxPair> Open(Func<MuxSocket, ReadOnlyMemory<byte>, Task> serve)
    {
        var (near, far) = await Streams();
        return new MuxPair(near, far, serve, TimeProvider.System);
    }

    /// <summary>Both ends of a TCP connection.</summary>
    public static async Task<(NetworkStream Near, NetworkStream Far)> Streams()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new TcpClient { NoDelay = true };
        var accepting = listener.AcceptTcpClientAsync();
        await near.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        return (near.GetStream(), (await accepting).GetStream());
    }

    public Task<MuxSocket> Open(byte[]? request = null) => Caller.Open(request ?? [], CancellationToken.None).WaitAsync(Patience);

    /// <summary>Sends back every message, until the caller closes; then closes with the same status.</summary>
    public static async Task Echo(MuxSocket socket, ReadOnlyMemory<byte> request)
    {
        socket.Accept();
        var buffer = new byte[5_000];
        while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } piece)
            await socket.SendAsync(buffer.AsMemory(0, piece.Count), piece.MessageType, piece.EndOfMessage, CancellationToken.None);
        await socket.CloseOutputAsync(socket.CloseStatus!.Value, socket.CloseStatusDescription, CancellationToken.None);
    }

    /// <summary>One whole message.</summary>
    public static async Task<(WebSocketMessageType Type, byte[] Bytes)> Receive(MuxSocket socket)
    {
        var message = new MemoryStream();
        var buffer = new byte[3_000];
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(Patience);
            message.Write(buffer.AsSpan(0, piece.Count));
            if (piece.EndOfMessage) return (piece.MessageType, message.ToArray());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Caller.DisposeAsync();
        await Server.DisposeAsync().AsTask().WaitAsync(Patience);
    }
}
