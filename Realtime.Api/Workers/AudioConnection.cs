using System.Net.WebSockets;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Workers;

/// <summary>
/// The internal socket to a session's owner. Binary messages to the worker are PCM16 audio. Sends go in order, one at a time.
/// </summary>
sealed class AudioConnection : IAsyncDisposable
{
    /// <summary>200 ms of audio: an end never waits for a long frame.</summary>
    const int FrameBytes = 9_600;
    static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(5);

    readonly WebSocket socket;
    readonly SemaphoreSlim sending = new(1, 1);

    AudioConnection(WebSocket socket)
    {
        this.socket = socket;
        Closed = Receive();
    }

    public bool IsOpen => socket.State is WebSocketState.Open;

    /// <summary>Completes when either side closed or the connection broke.</summary>
    public Task Closed { get; }

    /// <summary>Null if the worker does not answer in time, or does not own the session (any more).</summary>
    public static async Task<AudioConnection?> Open(string address, ConversationKey conversation, Guid session, OwnerConnector owners,
        TimeSpan wait, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(wait);
        try
        {
            return new AudioConnection(await owners.Open(address, new OwnerSocket(conversation, session), patience.Token));
        }
        catch (Exception e) when (e is HttpRequestException or WebSocketException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>False once the connection is closed.</summary>
    public async Task<bool> TrySend(ReadOnlyMemory<byte> audio, CancellationToken ct)
    {
        await sending.WaitAsync(ct);
        try
        {
            for (var at = 0; at < audio.Length; at += FrameBytes)
            {
                if (!IsOpen) return false;
                var frame = audio.Slice(at, Math.Min(FrameBytes, audio.Length - at));
                // Not cancelled with the request: half a message would break the connection for other requests.
                using var patience = new CancellationTokenSource(SendPatience);
                await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, patience.Token);
            }

            return true;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Waits for the worker to close; it sends nothing else.</summary>
    async Task Receive()
    {
        var buffer = new byte[256];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close })
            {
            }
        }
        catch (WebSocketException)
        {
            // A broken connection counts as closed.
        }

        socket.Abort();
    }

    public void Abort() => socket.Abort();

    public async ValueTask DisposeAsync()
    {
        Abort();
        await Closed;
        socket.Dispose();
        sending.Dispose();
    }
}
