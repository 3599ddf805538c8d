using JasperFx.Events.Daemon;

namespace StandIns.Tests.Marten;

public sealed class Projecting_inline(Postgres postgres) : StoreTest(postgres)
{
    static readonly ParcelSent Sent = new("Oslo", "north");

    [Fact]
    public async Task The_document_is_saved_with_its_events_at_the_streams_version()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", Sent, new ParcelDelivered(Handover.Door)));

        Assert.Equal(new Parcel { Id = "p", To = "Oslo", Delivered = Handover.Door, Version = 2 }, await Store.Load<Parcel>("p"));
    }

    [Fact]
    public async Task An_event_it_does_not_handle_leaves_the_row_alone()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", Sent));
        var before = await Row();

        await Store.Save(s => s.Events.Append("p", 2, new ParcelScanned("south", 1)));

        Assert.Equal(before, await Row());
        Task<string> Row() => Store.Sql<string>("select concat_ws(' ', xmin::text, mt_version::text) from mt_doc_parcel where id = 'p'");
    }

    [Fact]
    public async Task A_fetched_aggregate_is_the_document_and_the_version_is_the_streams()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", Sent, new ParcelDelivered(Handover.Door)));
        await Store.Save(s => s.Events.Append("p", 3, new ParcelScanned("south", 1)));

        await using var session = Store.Documents.LightweightSession();
        var stream = await session.Events.FetchForWriting<Parcel>("p");

        Assert.Equal((2, 3L), (stream.Aggregate!.Version, stream.CurrentVersion));
    }

    [Fact]
    public async Task Null_deletes_the_document_and_a_later_event_makes_it_again()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", Sent));
        await Store.Save(s => s.Events.Append("p", 2, new ParcelLost("rain")));
        Assert.Null(await Store.Load<Parcel>("p"));

        await Store.Save(s => s.Events.Append("p", 3, Sent with { To = "Bergen" }));

        Assert.Equal(("Bergen", 3), (await Store.Load<Parcel>("p")) is { } p ? (p.To, p.Version) : default);
    }

    [Fact]
    public async Task Many_streams_in_one_save_each_get_their_document()
    {
        await Store.Save(s =>
        {
            for (var n = 0; n < 50; n++) s.Events.StartStream<Parcel>($"p{n}", Sent with { To = $"{n}" });
        });
        await Store.Save(s =>
        {
            for (var n = 0; n < 50; n++) s.Events.Append($"p{n}", 2, new ParcelDelivered(Handover.Neighbour));
        });

        Assert.Equal(50, await Store.Sql<long>("select count(*) from mt_doc_parcel where mt_version = 2 and data ->> 'delivered' = 'with_neighbour'"));
    }

    [Fact]
    public async Task A_projection_that_throws_fails_the_save()
    {
        await Assert.ThrowsAsync<ApplyEventException>(() =>
            Store.Save(s => s.Events.StartStream<Parcel>("p", new ParcelSent("nowhere", "north"))));

        Assert.Empty(await Store.Events("p"));
    }
}
