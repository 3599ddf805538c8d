using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Client.Live;

namespace Realtime.Client;

/// <summary>
/// A session's live socket, which speaks the model's own protocol. It comes back by itself, with its position, when its connection or a
/// node of the service is lost. One reader at a time; any number of senders.
/// </summary>
public sealed class LiveSession : IAsyncDisposable
{
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    readonly CancellationTokenSource stop = new();
    readonly LiveQueue queue;
    readonly LivePump pump;
    Task running = Task.CompletedTask;
    long position = -1;

    LiveSession(RealtimeSession session, LiveOptions options, Http.Calls calls)
    {
        Session = session;
        queue = new(options.QueueBytes);
        pump = new(calls, session, options, queue);
    }

    /// <summary>The session.</summary>
    public RealtimeSession Session { get; }

    /// <summary>
    /// The version up to which the reader has everything: that of the last mark or event that it was given. With it another process can go
    /// on (<see cref="LiveOptions.After"/>). Null before the first.
    /// </summary>
    public long? Position => Interlocked.Read(ref position) is >= 0 and var known ? known : null;

    internal static async Task<LiveSession> Open(RealtimeSession session, LiveOptions options, Http.Calls calls, CancellationToken ct)
    {
        var live = new LiveSession(session, options, calls);
        await live.pump.Begin(ct);
        live.running = live.pump.Run(live.stop.Token);
        return live;
    }

    /// <summary>
    /// What the socket brings, in order. The <see cref="SessionEnded"/> of the session is the last. After a break, what came in the last
    /// quarter of a second may come a second time, as events of the log; a <see cref="Reconnected"/> stands before it.
    /// </summary>
    /// <exception cref="LiveClosedException">The service closed the socket for good.</exception>
    /// <exception cref="ProblemException">The service refused the client's return.</exception>
    public async IAsyncEnumerable<LiveMessage> ReadAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var message in queue.Read(ct))
        {
            if (message.Position is { } reached) Interlocked.Exchange(ref position, reached);
            yield return message;
        }
    }

    /// <summary>Sends a message of the model's protocol. While the socket is coming back this waits; it keeps nothing.</summary>
    /// <exception cref="IOException">The connection was lost while it was sent, so it may have arrived; or the session is over.</exception>
    public async Task SendAsync(JsonElement message, CancellationToken ct = default)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(message).ToArray();
        if (utf8.Length > LiveConnection.MaximumBytes)
            throw new ArgumentException("A message may have at most 16 MiB: send less at a time.", nameof(message));
        var connection = await pump.Connection.WaitAsync(ct);
        await connection.Send(utf8, ct);
    }

    /// <summary>Sends a text as the user's message and asks for an answer: two messages of the model's protocol.</summary>
    /// <exception cref="IOException">
    /// The connection was lost while they were sent, so they may have arrived; or the session is over.
    /// </exception>
    public async Task SendTextAsync(string text, CancellationToken ct = default)
    {
        var part = new JsonObject { ["type"] = "input_text", ["text"] = text };
        var item = new JsonObject { ["type"] = "message", ["role"] = "user", ["content"] = new JsonArray(part) };
        await SendAsync(Element(new JsonObject { ["type"] = "conversation.item.create", ["item"] = item }), ct);
        await SendAsync(Element(new JsonObject { ["type"] = "response.create" }), ct);
    }

    static JsonElement Element(JsonObject message) => JsonElement.Parse(message.ToJsonString());

    /// <summary>
    /// Sends audio in the session's input format, PCM16 at 24 kHz unless it was configured otherwise. Audio is for now: while the socket is
    /// coming back it is dropped.
    /// </summary>
    /// <returns>False if it was dropped.</returns>
    public async Task<bool> SendAudioAsync(ReadOnlyMemory<byte> audio, CancellationToken ct = default)
    {
        if (pump.Connection is not { IsCompletedSuccessfully: true } open) return false;
        try
        {
            await (await open).Send(Append(audio.Span), ct);
            return true;
        }
        catch (IOException)
        {
            return false; // the pump finds the same loss and comes back
        }
    }

    static byte[] Append(ReadOnlySpan<byte> audio)
    {
        var head = "{\"type\":\"input_audio_buffer.append\",\"audio\":\""u8;
        var tail = "\"}"u8;
        var message = new byte[head.Length + Base64.GetMaxEncodedToUtf8Length(audio.Length) + tail.Length];
        head.CopyTo(message);
        Base64.EncodeToUtf8(audio, message.AsSpan(head.Length), out _, out var written);
        tail.CopyTo(message.AsSpan(head.Length + written));
        return message;
    }

    /// <summary>Closes the socket. The session goes on: <see cref="RealtimeSession.EndAsync"/> ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await pump.Close();
        await Task.WhenAny(running, Task.Delay(ClosePatience));
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }
}
