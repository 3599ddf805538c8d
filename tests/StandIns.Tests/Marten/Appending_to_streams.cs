using JasperFx;
using JasperFx.Events;
using Marten.Exceptions;

namespace StandIns.Tests.Marten;

public sealed class Appending_to_streams(Postgres postgres) : StoreTest(postgres)
{
    static readonly ParcelSent Sent = new("Oslo", "north");
    static readonly ParcelScanned Scanned = new("south", 120);

    [Fact]
    public async Task The_expected_version_is_the_one_after_the_append()
    {
        await Store.Save(s => s.Events.Append("p", 2, Sent, Scanned));
        await Store.Save(s => s.Events.Append("p", 3, [Scanned]));

        Assert.Equal([1L, 2, 3], (await Store.Events("p")).Select(e => e.Version));
    }

    [Fact]
    public async Task A_stale_append_changes_nothing_and_burns_no_number()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", Sent, Scanned));
        var last = await Store.LastSequence();

        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => Store.Save(s => s.Events.Append("p", 2, Scanned)));

        Assert.Equal(2, (await Store.Events("p")).Count);
        Assert.Equal(last, await Store.LastSequence());
    }

    [Fact]
    public async Task A_stream_starts_only_once()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", Sent));

        await Assert.ThrowsAsync<ExistingStreamIdCollisionException>(() => Store.Save(s => s.Events.StartStream<Parcel>("p", Sent)));

        Assert.Single(await Store.Events("p"));
    }

    [Fact]
    public async Task One_stale_stream_fails_the_whole_save()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("a", Sent));

        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => Store.Save(s =>
        {
            s.Events.StartStream<Parcel>("b", Sent);
            s.Events.Append("a", 7, Scanned);
            s.Store(new Shift { Id = "early", Driver = "Ann" });
        }));

        Assert.Empty(await Store.Events("b"));
        Assert.Null(await Store.Load<Shift>("early"));
    }

    [Fact]
    public async Task Events_of_several_streams_keep_the_order_in_which_they_were_given()
    {
        await Store.Save(s =>
        {
            s.Events.StartStream<Parcel>("z", Sent);
            s.Events.StartStream<Parcel>("a", Sent, Scanned);
        });

        var (z, a) = (await Store.Events("z"), await Store.Events("a"));
        Assert.Equal([1L, 2, 3], [z[0].Sequence, a[0].Sequence, a[1].Sequence]);
    }

    [Fact]
    public async Task A_fetched_stream_saves_only_if_nobody_wrote_since()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", Sent));
        await using var session = Store.Documents.LightweightSession();
        var stream = await session.Events.FetchForWriting<Parcel>("p");
        await Store.Save(s => s.Events.Append("p", Scanned));
        stream.AppendOne(Scanned);

        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());
    }

    [Fact]
    public async Task A_fetched_stream_learns_where_its_events_went()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", Sent));
        await using var session = Store.Documents.LightweightSession();
        var stream = await session.Events.FetchForWriting<Parcel>("p", 1);
        stream.AppendMany(Scanned, Scanned);

        await session.SaveChangesAsync();

        Assert.Equal([(2L, 2L), (3L, 3L)], stream.Events.Select(e => (e.Version, e.Sequence)));
    }

    [Fact]
    public async Task A_fetch_that_expects_another_version_is_refused() =>
        await Assert.ThrowsAsync<ConcurrencyException>(() => Store.Read(async _ =>
        {
            await using var session = Store.Documents.LightweightSession();
            return await session.Events.FetchForWriting<Parcel>("p", 4);
        }));

    [Fact]
    public async Task An_archived_stream_reads_as_empty_and_takes_nothing()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", Sent));
        var id = (await Store.Events("p"))[0].Id;

        await Store.Save(s => s.Events.ArchiveStream("p"));

        Assert.Empty(await Store.Events("p"));
        Assert.True((await Store.Read(s => s.Events.FetchStreamStateAsync("p")))!.IsArchived);
        Assert.True((await Store.Read(s => s.Events.LoadAsync(id)))!.IsArchived);
        await Assert.ThrowsAsync<InvalidStreamOperationException>(() => Store.Save(s => s.Events.Append("p", 2, Scanned)));
    }
}
