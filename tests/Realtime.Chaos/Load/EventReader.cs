using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;

namespace Realtime.Chaos.Load;

/// <summary>
/// Follows one conversation as a browser does: when the stream breaks, or is silent for longer than the heartbeats allow, it reconnects to
/// any running API with Last-Event-ID. Keeps the version and hash of every event that it read.
/// </summary>
sealed class EventReader : IWire, IAsyncDisposable
{
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(5), Pause = TimeSpan.FromMilliseconds(100);

    readonly ChaosLoad load;
    readonly Random random;
    readonly CancellationTokenSource stop = new();
    readonly Channel<ReadEvent> news = Channel.CreateUnbounded<ReadEvent>(new UnboundedChannelOptions { SingleReader = true });
    readonly ConcurrentDictionary<Guid, TaskCompletionSource> ends = new();
    readonly ClientRecord record;
    readonly Stall stall;
    readonly Task reading;
    CancellationTokenSource? current;

    public EventReader(ChaosLoad load, string conversation, Random random)
    {
        (this.load, this.random, Conversation) = (load, random, conversation);
        stall = new Stall(load.Clock);
        load.Keep(record = new ClientRecord(conversation, session: null));
        load.Wires.TryAdd(this, true);
        reading = Read();
    }

    public string Conversation { get; }

    /// <summary>Waits for the end of this session; false when it did not read the end in time.</summary>
    public async Task<bool> Ended(Guid session, TimeSpan patience)
    {
        var ended = End(session).Task;
        return await Task.WhenAny(ended, Task.Delay(patience)) == ended;
    }

    /// <summary>The next event that matches; null when none came in time. Only one caller may wait at a time.</summary>
    public async Task<ReadEvent?> Until(Func<ReadEvent, bool> isIt, TimeSpan patience)
    {
        using var bound = new CancellationTokenSource(patience);
        try
        {
            while (true)
            {
                if (await news.Reader.ReadAsync(bound.Token) is var e && isIt(e)) return e;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            return null;
        }
    }

    public void Cut()
    {
        try
        {
            Volatile.Read(ref current)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The connection had already closed by itself.
        }
    }

    public void Stall(TimeSpan time) => stall.For(time);

    async Task Read()
    {
        while (!stop.IsCancellationRequested)
        {
            using var connection = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            Volatile.Write(ref current, connection);
            try
            {
                await Read(connection);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                // The stream was broken, silent or cut. The loop reconnects.
            }

            await Task.Delay(Pause, CancellationToken.None);
        }

        news.Writer.TryComplete();
    }

    async Task Read(CancellationTokenSource connection)
    {
        if (load.Stack.AnyApi(random) is not { } api) return;
        connection.CancelAfter(Silence);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api, $"/conversations/{Conversation}/events?wait=true"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.Add("Last-Event-ID", record.Last.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var response = await load.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, connection.Token);
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(connection.Token));
        while (await lines.ReadLineAsync(connection.Token) is { } line)
        {
            connection.CancelAfter(Silence);
            if (line == "event: error") return; // the node stops
            if (line.StartsWith("data: ", StringComparison.Ordinal)) Take(Encoding.UTF8.GetBytes(line["data: ".Length..]));
            if (stall.Left is var left && left > TimeSpan.Zero)
            {
                connection.CancelAfter(left + Silence);
                await Task.Delay(left, connection.Token);
            }
        }
    }

    void Take(ReadOnlyMemory<byte> json)
    {
        var e = ReadEvent.Parse(json, load.Clock.Now);
        if (e.Version != record.Last + 1)
            load.Findings.Add($"A reader of {Conversation} had version {record.Last} and received version {e.Version}.");
        record.Add(e);
        load.Sightings.Add(e);
        if (e.Type == "session_ended") End(e.Session).TrySetResult();
        news.Writer.TryWrite(e);
    }

    TaskCompletionSource End(Guid session) =>
        ends.GetOrAdd(session, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public async ValueTask DisposeAsync()
    {
        load.Wires.TryRemove(this, out _);
        await stop.CancelAsync();
        await reading;
        stop.Dispose();
    }
}
