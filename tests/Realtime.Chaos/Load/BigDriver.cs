using System.Net.WebSockets;
using System.Text;

namespace Realtime.Chaos.Load;

/// <summary>A live socket that sends messages of 16 MiB while its model does not answer the handshake.</summary>
sealed class BigDriver(ChaosLoad load, Random random)
{
    const int MessageBytes = 16 * 1024 * 1024;
    static readonly byte[] Message = Large();

    public async Task Run()
    {
        if (load.Stack.AnyApi(random) is not { } api) return;
        using var socket = new ClientWebSocket();
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(2 + random.NextDouble() * 6));
        try
        {
            var (conversation, session) = (load.NewConversation("big"), Guid.CreateVersion7());
            var path = $"/v1/realtime?model=sim-fault-no-handshake&conversation={conversation}&session={session}";
            await socket.ConnectAsync(new Uri($"ws://{api.Authority}{path}"), enough.Token);
            while (true) await socket.SendAsync(Message, WebSocketMessageType.Text, endOfMessage: true, enough.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The API refused or lost the socket, or its time is over.
        }
    }

    static byte[] Large()
    {
        var message = new byte[MessageBytes];
        message.AsSpan().Fill((byte)'x');
        Encoding.UTF8.GetBytes("{\"type\":\"conversation.item.create\",\"x\":\"").CopyTo(message, 0);
        "\"}"u8.CopyTo(message.AsSpan(MessageBytes - 2));
        return message;
    }
}
