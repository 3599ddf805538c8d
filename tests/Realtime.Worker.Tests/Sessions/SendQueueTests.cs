using System.Text;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

public sealed class SendQueueTests
{
    const int AudioFrames = 3;
    const int WaitingAudioBytes = 4 * 512;
    const int Most = 1024 * 1024;
    readonly BufferBudget budget = new(Most);
    readonly SendQueue queue;
    readonly List<string> written = [];

    public SendQueueTests() => queue = new SendQueue(AudioFrames, WaitingAudioBytes, new BufferShare(budget, Most));

    [Fact]
    public async Task Messages_are_written_in_order_and_written_texts_are_reported()
    {
        Assert.True(queue.TrySend(Message("first"), Say("input-1")));
        Assert.True(queue.TrySendAudio(Message("audio")));
        await queue.Send(PooledMessage.Copy(Message("driver").Span), CancellationToken.None);
        Assert.True(queue.TrySend(Message("last"), Say("input-2")));
        Assert.Equal(["first", "audio", "driver", "last"], await Written(4));
        Assert.Equal(["input-1", "input-2"], written);
    }

    /// <summary>Opening a transport takes seconds: meanwhile audio is bounded in bytes, at least 512 for each frame.</summary>
    [Fact]
    public async Task Without_a_transport_audio_waits_up_to_its_bytes_and_the_newest_is_dropped_and_counted()
    {
        for (var i = 0; i < 6; i++) Assert.Equal(i < 4, queue.TrySendAudio(PooledMessage.Copy(Message($"audio {i}").Span)));
        Assert.Equal(2, queue.Dropped);
        Assert.True(queue.TrySend(Message("a text has room")));
        Assert.Equal(["audio 0", "audio 1", "audio 2", "audio 3", "a text has room"], await Written(5));
    }

    [Fact]
    public async Task With_a_transport_a_bounded_number_of_frames_waits()
    {
        await using var peer = await UpstreamPeer.Start();
        await using var transport = await peer.Connect();
        var held = new TaskCompletionSource();
        var running = queue.Run(transport, _ => new ValueTask(held.Task), CancellationToken.None, CancellationToken.None);
        queue.TrySend(Message("a text that is written for ever"), Say("input-1"));
        await peer.Next();
        for (var i = 0; i < 5; i++) Assert.Equal(i < AudioFrames, queue.TrySendAudio(Message($"audio {i}")));
        held.SetResult();
        Assert.Equal(["audio 0", "audio 1", "audio 2"], (await peer.Next(3)).Select(m => m.GetString()));
        queue.Close();
        await running;
    }

    [Fact]
    public async Task Above_its_bytes_it_drops_audio_and_senders_wait_until_messages_are_written()
    {
        var large = new byte[Most + 1];
        Encoding.UTF8.GetBytes("\"").CopyTo(large, 0);
        large.AsSpan(1, Most - 1).Fill((byte)'x');
        large[^1] = (byte)'"';
        await queue.Send(PooledMessage.Copy(large), CancellationToken.None);
        Assert.False(queue.TrySendAudio(Message("audio")));
        var room = queue.Room(CancellationToken.None).AsTask();
        Assert.False(room.IsCompleted);
        Assert.Single(await Written(1));
        await room.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public async Task A_closed_queue_accepts_and_sends_nothing_more()
    {
        queue.TrySend(Message("too late"));
        queue.Close();
        Assert.False(queue.TrySend(Message("x")));
        Assert.False(queue.TrySendAudio(Message("x")));
        await queue.Send(PooledMessage.Copy(Message("x").Span), CancellationToken.None);
        Assert.Equal(0, queue.Dropped);
        await using var peer = await UpstreamPeer.Start();
        await using var transport = await peer.Connect();
        await queue.Run(transport, Told, CancellationToken.None, CancellationToken.None);
        Assert.Empty(written);
        queue.Discard();
    }

    /// <summary>Runs until that many messages have arrived, and closes.</summary>
    async Task<List<string>> Written(int count)
    {
        await using var peer = await UpstreamPeer.Start();
        await using var transport = await peer.Connect();
        var running = queue.Run(transport, Told, CancellationToken.None, CancellationToken.None);
        var arrived = await peer.Next(count);
        queue.Close();
        await running;
        return [.. arrived.Select(m => m.GetString()!)];
    }

    ValueTask Told(UpstreamCommand command)
    {
        written.Add(((UpstreamCommand.Say)command).Text.InputId);
        return ValueTask.CompletedTask;
    }

    static UpstreamCommand.Say Say(string inputId) => new(new TextSubmitted(Guid.Empty, inputId, "user", "hi"));

    static ReadOnlyMemory<byte> Message(string text) => Encoding.UTF8.GetBytes($"\"{text}\"");
}
