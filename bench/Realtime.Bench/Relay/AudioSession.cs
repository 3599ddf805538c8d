using System.Net.WebSockets;

namespace Realtime.Bench.Relay;

/// <summary>A client that sends a frame every 20 ms and receives the echo of each.</summary>
sealed class AudioSession : IAsyncDisposable
{
    readonly ClientWebSocket socket = new();
    readonly byte[] frame = AudioFrame.New();
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task reading = Task.CompletedTask, sending = Task.CompletedTask;

    /// <summary>Receives the round trips; null while they are not counted.</summary>
    public RoundTrips? Counted { get; set; }

    /// <summary>Whether the last message was session_ended.</summary>
    public bool Ended { get; private set; }

    /// <summary>Connects; returns when the model has confirmed the session.</summary>
    public static async Task<AudioSession> Connect(Uri address, string? key = null)
    {
        var session = new AudioSession();
        if (key is not null) session.socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        using var patience = Patience.Source();
        await session.socket.ConnectAsync(address, patience.Token);
        session.reading = session.Read();
        await session.ready.Task.WaitAsync(patience.Token);
        return session;
    }

    /// <summary>Sends a frame, unless the one before is still being written.</summary>
    public void TrySend(RoundTrips sent)
    {
        if (!sending.IsCompleted) return;
        AudioFrame.Stamp(frame);
        sent.Sent();
        sending = socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).AsTask();
    }

    async Task Read()
    {
        var buffer = new byte[8 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
                var part = await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None);
                if (part.MessageType is WebSocketMessageType.Close) return;
                filled += part.Count;
                if (!part.EndOfMessage) continue;
                Take(buffer.AsSpan(0, filled));
                filled = 0;
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            ready.TrySetException(e);
        }
    }

    void Take(ReadOnlySpan<byte> message)
    {
        if (AudioFrame.Age(message) is { } age) Counted?.Back(age);
        else if (message.StartsWith("{\"type\":\"session.created\""u8)) ready.TrySetResult();
        else if (message.IndexOf("\"type\":\"session_ended\""u8) >= 0) Ended = true;
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            if (socket.State is WebSocketState.Open)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            await reading.WaitAsync(patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }

        socket.Dispose();
    }
}
