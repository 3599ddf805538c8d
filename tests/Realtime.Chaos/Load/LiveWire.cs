using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Realtime.Chaos.Verdict;

namespace Realtime.Chaos.Load;

/// <summary>
/// A live socket that a client keeps up: when the socket breaks, the client reconnects at another API after the last version that it has,
/// until it reads the session's end. It must receive each event once, as it is in the log, and lifecycle events in order.
/// </summary>
sealed class LiveWire : IWire, IAsyncDisposable
{
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(8), Silence = TimeSpan.FromSeconds(20);

    readonly ChaosLoad load;
    readonly Random random;
    readonly string start;
    readonly CancellationTokenSource stop = new();
    readonly TaskCompletionSource<bool> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ClientRecord record;
    readonly Stall stall;
    readonly SemaphoreSlim answered = new(0);
    readonly Task living;
    ClientWebSocket? socket;
    volatile bool leaving;

    /// <param name="start">The path and query that start the session.</param>
    public LiveWire(ChaosLoad load, string conversation, Guid session, string start, Random random)
    {
        (this.load, this.random, this.start, Conversation, Session) = (load, random, start, conversation, session);
        stall = new Stall(load.Clock);
        load.Keep(record = new ClientRecord(conversation, session));
        load.Wires.TryAdd(this, true);
        living = Live();
    }

    public string Conversation { get; }
    public Guid Session { get; }

    /// <summary>Whether the client has read the session's end.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>True once an API accepted the start; false when none did in time.</summary>
    public Task<bool> Opened => opened.Task;

    public void Cut() => Volatile.Read(ref socket)?.Abort();

    public void Stall(TimeSpan time) => stall.For(time);

    /// <summary>False when the socket is not open at the moment.</summary>
    public async Task<bool> TrySend(object message)
    {
        try
        {
            if (Volatile.Read(ref socket) is not { State: WebSocketState.Open } up) return false;
            await up.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, stop.Token)
                .WaitAsync(ConnectPatience);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or TimeoutException
            or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Sends a Close frame. The session's end still arrives over the socket.</summary>
    public async Task Close()
    {
        leaving = true;
        try
        {
            if (Volatile.Read(ref socket) is { State: WebSocketState.Open } up)
                await up.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException)
        {
            // The socket has broken in the meantime.
        }
    }

    /// <summary>Aborts the socket without a Close frame and does not reconnect.</summary>
    public void Vanish()
    {
        leaving = true;
        Cut();
    }

    /// <summary>Waits until the model has finished an answer.</summary>
    public Task<bool> Answered(TimeSpan patience) => answered.WaitAsync(patience);

    async Task Live()
    {
        var giveUp = load.Clock.Now + TimeSpan.FromSeconds(45);
        while (!stop.IsCancellationRequested && !HasEnd && !(leaving && opened.Task.IsCompleted))
        {
            try
            {
                using var connection = new ClientWebSocket();
                connection.Options.CollectHttpResponseDetails = true;
                if (!await Connect(connection)) return;
                await Receive(connection);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
            {
                // The socket was broken or silent. The loop reconnects.
            }

            if (!opened.Task.IsCompleted && load.Clock.Now > giveUp) break;
            await Task.Delay(100, CancellationToken.None);
        }

        opened.TrySetResult(false);
    }

    /// <summary>False when an API refuses with 4xx: there is no session to reconnect to.</summary>
    async Task<bool> Connect(ClientWebSocket connection)
    {
        if (load.Stack.AnyApi(random) is not { } api) throw new IOException("No API runs.");
        var path = opened.Task.IsCompleted ? $"/conversations/{Conversation}/sessions/{Session}/live?after={record.Last}" : start;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        bound.CancelAfter(ConnectPatience);
        try
        {
            await connection.ConnectAsync(new Uri($"ws://{api.Authority}{path}"), bound.Token);
        }
        catch (WebSocketException) when ((int)connection.HttpStatusCode is >= 400 and < 500)
        {
            opened.TrySetResult(false);
            return false;
        }

        Volatile.Write(ref socket, connection);
        opened.TrySetResult(true);
        return true;
    }

    async Task Receive(ClientWebSocket connection)
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            silence.CancelAfter(Silence);
            if (stall.Left is var left && left > TimeSpan.Zero) await Task.Delay(left, silence.Token);
            var received = await connection.ReceiveAsync(buffer.AsMemory(), silence.Token);
            if (received.MessageType is WebSocketMessageType.Close) return;
            message.Write(buffer, 0, received.Count);
            if (!received.EndOfMessage) continue;
            Take(message.GetBuffer().AsMemory(0, (int)message.Length));
            message.SetLength(0);
        }
    }

    void Take(ReadOnlyMemory<byte> json)
    {
        if (HasEnd)
            load.Findings.Add(
                $"A live socket of session {Session} received a message after the session's end: {Encoding.UTF8.GetString(json.Span)}");
        if (!json.Span.StartsWith("{\"version\":"u8))
        {
            if (json.Span.IndexOf("\"response.done\""u8) >= 0) answered.Release();
            return;
        }

        var e = ReadEvent.Parse(json, load.Clock.Now);
        // After a reconnect, events of the model from just before the break may follow lifecycle events of higher versions; each only once.
        if (e.Version <= record.Last && (RecordCheck.Lifecycle.Contains(e.Type) || record.Has(e.Version)))
            load.Findings.Add(
                $"A live socket of session {Session} in {Conversation} had version {record.Last} and "
                + $"received version {e.Version} again or late.");
        record.Add(e);
        load.Sightings.Add(e);
        if (e.Type == "session_ended" && e.Session == Session) HasEnd = true;
    }

    /// <summary>Waits until the client has read the session's end, or this time is over.</summary>
    public Task Done(TimeSpan patience) => Task.WhenAny(living, Task.Delay(patience));

    public async ValueTask DisposeAsync()
    {
        load.Wires.TryRemove(this, out _);
        leaving = true;
        await stop.CancelAsync();
        Cut();
        await living;
        stop.Dispose();
    }
}
