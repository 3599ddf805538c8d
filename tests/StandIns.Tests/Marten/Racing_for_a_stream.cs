using JasperFx;
using Marten.Exceptions;

namespace StandIns.Tests.Marten;

public sealed class Racing_for_a_stream(Postgres postgres) : StoreTest(postgres)
{
    const int Writers = 16;

    [Fact]
    public async Task Of_writers_with_the_same_expectation_one_wins()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north")));

        var wins = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Try(() =>
            Store.Save(s => s.Events.Append("p", 2, new ParcelScanned("south", i))))));

        Assert.Single(wins, won => won);
        Assert.Equal(2, (await Store.Events("p")).Count);
    }

    [Fact]
    public async Task Of_writers_that_start_a_stream_one_wins()
    {
        var wins = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Try(() =>
            Store.Save(s => s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north"))))));

        Assert.Single(wins, won => won);
    }

    [Fact]
    public async Task Whoever_loads_and_decides_again_gets_through_in_the_end()
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async i =>
        {
            while (!await Try(() => FetchAndAppend(i))) await Task.Yield();
        }));

        var events = await Store.Events("p");
        Assert.Equal(Enumerable.Range(1, Writers), events.Select(e => (int)e.Version));
        Assert.Equal(Enumerable.Range(0, Writers), events.Select(e => ((ParcelScanned)e.Data).Grams).Order());
    }

    [Fact]
    public async Task Who_holds_a_stream_makes_the_next_wait_and_see_the_outcome()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north")));
        await using var first = Store.Documents.LightweightSession();
        await using var second = Store.Documents.LightweightSession();
        var held = await first.Events.FetchForExclusiveWriting<Parcel>("p");
        var waiting = second.Events.FetchForExclusiveWriting<Parcel>("p");
        held.AppendOne(new ParcelDelivered(Handover.Door));

        Assert.False(waiting.IsCompleted);
        await first.SaveChangesAsync();

        var stream = await waiting;
        Assert.Equal(2, stream.CurrentVersion);
        Assert.Equal(Handover.Door, stream.Aggregate!.Delivered);
    }

    [Fact]
    public async Task A_holder_that_goes_away_lets_the_next_in()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north")));
        await using var second = Store.Documents.LightweightSession();
        var first = Store.Documents.LightweightSession();
        await first.Events.FetchForExclusiveWriting<Parcel>("p");
        var waiting = second.Events.FetchForExclusiveWriting<Parcel>("p");

        await first.DisposeAsync();

        Assert.Equal(1, (await waiting).CurrentVersion);
    }

    async Task FetchAndAppend(int grams)
    {
        await using var session = Store.Documents.LightweightSession();
        (await session.Events.FetchForWriting<Parcel>("p")).AppendOne(new ParcelScanned("south", grams));
        await session.SaveChangesAsync();
    }

    static async Task<bool> Try(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (Exception e) when (e is ConcurrencyException or ExistingStreamIdCollisionException)
        {
            return false;
        }
    }
}
