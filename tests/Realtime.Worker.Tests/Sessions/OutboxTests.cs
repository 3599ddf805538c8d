using System.Text;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

public sealed class OutboxTests
{
    const int AudioFrames = 3;
    const int Most = 1024 * 1024;
    readonly BufferBudget budget = new(Most);
    readonly Outbox outbox;
    readonly List<string> written = [];

    public OutboxTests() => outbox = new Outbox(AudioFrames, new BufferShare(budget, Most));

    [Fact]
    public async Task What_waits_is_written_in_order_and_texts_are_told()
    {
        Assert.True(outbox.TrySend(Message("first"), "input-1"));
        Assert.True(outbox.TrySendAudio(Message("audio")));
        await outbox.Send(PooledMessage.Copy(Message("driver").Span), CancellationToken.None);
        Assert.True(outbox.TrySend(Message("last"), "input-2"));
        Assert.Equal(["first", "audio", "driver", "last"], await Written(4));
        Assert.Equal(["input-1", "input-2"], written);
    }

    [Fact]
    public async Task Audio_beyond_its_bound_is_dropped_newest_first_and_counted()
    {
        for (var i = 0; i < 5; i++) Assert.Equal(i < AudioFrames, outbox.TrySendAudio(PooledMessage.Copy(Message($"audio {i}").Span)));
        Assert.Equal(2, outbox.Dropped);
        Assert.True(outbox.TrySend(Message("a text has room")));
        Assert.Equal(["audio 0", "audio 1", "audio 2", "a text has room"], await Written(4));
    }

    [Fact]
    public async Task Above_its_bytes_it_drops_audio_and_whoever_brings_messages_waits_until_they_are_written()
    {
        var large = new byte[Most + 1];
        Encoding.UTF8.GetBytes("\"").CopyTo(large, 0);
        large.AsSpan(1, Most - 1).Fill((byte)'x');
        large[^1] = (byte)'"';
        await outbox.Send(PooledMessage.Copy(large), CancellationToken.None);
        Assert.False(outbox.TrySendAudio(Message("audio")));
        var room = outbox.Room(CancellationToken.None).AsTask();
        Assert.False(room.IsCompleted);
        Assert.Single(await Written(1));
        await room.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public async Task Closed_it_takes_nothing_more_and_sends_nothing_more()
    {
        outbox.TrySend(Message("too late"));
        outbox.Close();
        Assert.False(outbox.TrySend(Message("x")));
        Assert.False(outbox.TrySendAudio(Message("x")));
        await outbox.Send(PooledMessage.Copy(Message("x").Span), CancellationToken.None);
        Assert.Equal(0, outbox.Dropped);
        await using var peer = await UpstreamPeer.Start();
        await using var transport = await peer.Connect();
        await outbox.Run(transport, Told, CancellationToken.None, CancellationToken.None);
        Assert.Empty(written);
        outbox.Discard();
    }

    /// <summary>Runs until that many messages have arrived, and closes.</summary>
    async Task<List<string>> Written(int count)
    {
        await using var peer = await UpstreamPeer.Start();
        await using var transport = await peer.Connect();
        var running = outbox.Run(transport, Told, CancellationToken.None, CancellationToken.None);
        var arrived = await peer.Next(count);
        outbox.Close();
        await running;
        return [.. arrived.Select(m => m.GetString()!)];
    }

    ValueTask Told(string inputId)
    {
        written.Add(inputId);
        return ValueTask.CompletedTask;
    }

    static ReadOnlyMemory<byte> Message(string text) => Encoding.UTF8.GetBytes($"\"{text}\"");
}
