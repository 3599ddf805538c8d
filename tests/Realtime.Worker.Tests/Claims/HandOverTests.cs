using Realtime.EventLog.Claims;

namespace Realtime.Worker.Tests.Claims;

/// <summary>A stopping worker offers a session until a peer takes it, or the time is up.</summary>
public sealed class HandOverTests
{
    readonly Guid session = Guid.CreateVersion7();

    [Fact]
    public async Task A_session_is_offered_again_to_a_peer_that_failed()
    {
        await using var peer = await PeerHost.Start((_, offer) => offer < 3 ? PeerHost.Fails() : PeerHost.Says(ClaimAnswer.Taken));
        await using var worker = await StoppingWorker.Stop();
        await worker.Add(peer);
        Assert.True(await worker.Place(session));
        Assert.Equal(3, peer.Offered.Count);
        Assert.Equal(
            [
                $"No worker took session {session} yet: worker {peer.Id} at {peer.Address}: 500 Internal Server Error. "
                    + "It is offered again in 0.25 s, until the time for the hand-over is up",
                $"Handed session {session} over: worker {peer.Id} at {peer.Address}: Taken",
            ], worker.Log);
    }

    [Fact]
    public async Task A_session_is_offered_again_to_a_peer_that_answers_too_late()
    {
        var late = new TaskCompletionSource();
        await using var peer = await PeerHost.Start(async (_, offer) =>
        {
            if (offer == 1) await late.Task;
            return await PeerHost.Says(ClaimAnswer.Taken);
        });
        await using var worker = await StoppingWorker.Stop();
        await worker.Add(peer);
        Assert.True(await worker.Place(session));
        late.SetResult();
        Assert.Equal(2, peer.Offered.Count);
    }

    [Fact]
    public async Task A_peer_that_gets_room_in_time_takes_the_session()
    {
        await using var peer = await PeerHost.Start((_, _) => PeerHost.Says(ClaimAnswer.Taken));
        await using var worker = await StoppingWorker.Stop();
        await worker.Add(peer.Id, peer.Address, capacity: 0);
        var placing = worker.Place(session);
        await Testing.Patience.Until(() => Task.FromResult(worker.Log.Any()), "the first try logged");
        Assert.False(placing.IsCompleted);
        await worker.Resize(peer.Id, 1);
        Assert.True(await placing);
    }

    [Fact]
    public async Task A_session_that_its_peer_always_refuses_does_not_keep_others_from_it()
    {
        await using var peer =
            await PeerHost.Start((offered, _) => offered == session ? PeerHost.Fails() : PeerHost.Says(ClaimAnswer.Taken));
        await using var worker = await StoppingWorker.Stop(seconds: 10);
        await worker.Add(peer);
        var refused = worker.Place(session);
        var others = Enumerable.Range(0, 100).Select(_ => worker.Place(Guid.CreateVersion7()));
        Assert.All(await Task.WhenAll(others), Assert.True);
        Assert.False(await refused);
        Assert.True(peer.Offered.Count(offered => offered == session) > 1);
        Assert.Equal($"Found no new owner for session {session}; it ends. The last answer: worker {peer.Id} at {peer.Address}: "
            + "500 Internal Server Error", worker.Log.Last());
    }

    [Fact]
    public async Task The_next_peer_gets_the_offer_that_the_first_ones_do_not_take()
    {
        await using var worker = await StoppingWorker.Stop();
        await using var room = await PeerHost.Start((_, _) => PeerHost.Says(ClaimAnswer.Taken));
        List<PeerHost> full = [];
        for (var i = 0; i < 4; i++) full.Add(await PeerHost.Start((_, _) => PeerHost.Says(ClaimAnswer.NoRoom)));
        foreach (var peer in full) await worker.Add(peer, capacity: 1_000); // lighter than the one with room
        await worker.Add(room);
        Assert.True(await worker.Place(session));
        foreach (var peer in full) await peer.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(ClaimAnswer.Gone))]
    [InlineData(nameof(ClaimAnswer.Failed))]
    public async Task An_answer_that_holds_for_every_peer_is_the_last(string answer)
    {
        await using var peer = await PeerHost.Start((_, _) => PeerHost.Says(Enum.Parse<ClaimAnswer>(answer)));
        await using var worker = await StoppingWorker.Stop();
        await worker.Add(peer);
        Assert.False(await worker.Place(session));
        Assert.Single(peer.Offered);
        Assert.Equal($"Found no new owner for session {session}; it ends. The last answer: worker {peer.Id} at {peer.Address}: {answer}",
            Assert.Single(worker.Log));
    }

    [Fact]
    public async Task Without_another_worker_the_session_ends_at_once()
    {
        await using var worker = await StoppingWorker.Stop();
        Assert.False(await worker.Place(session));
        Assert.Equal($"Found no new owner for session {session}; it ends. The last answer: there is no other worker",
            Assert.Single(worker.Log));
    }
}
