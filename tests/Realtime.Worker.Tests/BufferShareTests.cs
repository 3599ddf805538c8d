using Realtime.Worker.Buffers;

namespace Realtime.Worker.Tests;

/// <summary>Bytes that wait: each queue has a bound and a reserved part, and all share one budget.</summary>
public sealed class BufferShareTests
{
    const int Mebi = 1024 * 1024;
    readonly BufferBudget all = new(4 * Mebi);

    [Fact]
    public void A_queue_takes_bytes_up_to_its_bound_and_any_message_while_it_is_empty()
    {
        using var share = new BufferShare(all, 2 * Mebi);
        Assert.True(share.TryAdd(3 * Mebi));
        Assert.False(share.TryAdd(1));
        share.Give(3 * Mebi);
        Assert.True(share.TryAdd(Mebi) && share.TryAdd(Mebi));
        Assert.False(share.TryAdd(1));
    }

    [Fact]
    public void A_queue_of_usual_size_never_waits_for_large_ones()
    {
        BufferShare[] hoards = [.. Enumerable.Range(0, 4).Select(_ => new BufferShare(all, 8 * Mebi))];
        foreach (var hoard in hoards) hoard.Add(2 * Mebi);
        Assert.True(all.IsOver);
        Assert.All(hoards, hoard => Assert.True(hoard.IsOver));
        using var usual = new BufferShare(all, 8 * Mebi);
        Assert.True(usual.TryAdd(BufferShare.Own));
        Assert.False(usual.IsOver);
        Assert.False(usual.TryAdd(1));
    }

    [Fact]
    public async Task A_waiting_queue_continues_when_another_gives_bytes_back()
    {
        using var waiting = new BufferShare(all, 8 * Mebi);
        var hoard = new BufferShare(all, 8 * Mebi);
        hoard.Add(5 * Mebi);
        var taking = waiting.Take(Mebi, CancellationToken.None).AsTask();
        Assert.False(taking.IsCompleted);
        hoard.Dispose();
        await taking.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(Mebi - BufferShare.Own, all.Held);
    }

    [Fact]
    public async Task After_many_concurrent_takes_and_gives_nothing_is_held()
    {
        var shares = Enumerable.Range(0, 8).Select(_ => new BufferShare(all, 2 * Mebi)).ToList();
        await Task.WhenAll(shares.SelectMany(share => Enumerable.Range(1, 8).Select(i => Task.Run(async () =>
        {
            for (var n = 0; n < 200; n++)
            {
                var bytes = (i * 7919 + n * 104_729) % (2 * Mebi);
                await share.Take(bytes, CancellationToken.None);
                await Task.Yield();
                share.Give(bytes);
            }
        })))).WaitAsync(TimeSpan.FromSeconds(120));
        Assert.All(shares, share => Assert.Equal(0, share.Held));
        Assert.Equal(0, all.Held);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled_and_a_disposed_share_gives_all_back()
    {
        var share = new BufferShare(all, Mebi);
        share.Add(5 * Mebi);
        using var cancel = new CancellationTokenSource();
        var room = share.Room(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => room);
        share.Dispose();
        Assert.Equal(0, all.Held);
        share.Give(5 * Mebi); // a late return after the dispose
        Assert.Equal(0, all.Held);
    }
}
