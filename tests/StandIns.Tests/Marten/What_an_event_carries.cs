using Marten.Exceptions;
using Npgsql;

namespace StandIns.Tests.Marten;

public sealed class What_an_event_carries(Postgres postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task The_sessions_metadata_goes_on_every_event()
    {
        await Store.Save(s =>
        {
            (s.CorrelationId, s.CausationId, s.LastModifiedBy) = ("trace", "command", "ann");
            s.SetHeader("van", "7");
            s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north"), new ParcelScanned("south", 5));
        });

        Assert.All(await Store.Events("p"), e =>
            Assert.Equal("trace command ann 7", $"{e.CorrelationId} {e.CausationId} {e.UserName} {e.Headers!["van"]}"));
    }

    [Fact]
    public async Task A_built_event_keeps_its_own_id_and_header()
    {
        var id = Guid.CreateVersion7();
        await using (var session = Store.Documents.LightweightSession())
        {
            session.SetHeader("van", "7");
            var e = session.Events.BuildEvent(new ParcelSent("Oslo", "north"));
            e.Id = id;
            e.SetHeader("belt", "2");
            (await session.Events.FetchForWriting<Parcel>("p")).AppendOne(e);
            await session.SaveChangesAsync();
        }

        var read = (await Store.Read(s => s.Events.LoadAsync(id)))!;
        Assert.Equal("p 1 2 7", $"{read.StreamKey} {read.Version} {read.Headers!["belt"]} {read.Headers["van"]}");
    }

    [Fact]
    public async Task An_id_on_record_is_refused_by_its_index_and_nothing_is_written()
    {
        var id = Guid.CreateVersion7();
        await Store.Save(Append("a"));

        var refusal = await Assert.ThrowsAsync<MartenCommandException>(() => Store.Save(Append("b")));

        Assert.Equal("idx_mt_events_event_id", Assert.IsType<PostgresException>(refusal.InnerException).ConstraintName);
        Assert.Null(await Store.Read(s => s.Events.FetchStreamStateAsync("b")));

        Action<global::Marten.IDocumentSession> Append(string stream) => s =>
        {
            var e = s.Events.BuildEvent(new ParcelScanned("south", 1));
            e.Id = id;
            s.Events.Append(stream, e);
        };
    }

    [Fact]
    public async Task Names_and_json_are_those_that_other_programs_read()
    {
        await Store.Save(s => s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north"), new ParcelDelivered(Handover.Neighbour)));

        Assert.Equal("""parcel_delivered StandIns.Tests.Marten.ParcelDelivered, StandIns.Tests {"handover": "with_neighbour"}""",
            await Store.Sql<string>("select concat_ws(' ', type, mt_dotnet_type, data::text) from mt_events where version = 2"));
        Assert.Equal(new ParcelDelivered(Handover.Neighbour), (await Store.Events("p"))[1].Data);
    }

    [Fact]
    public async Task An_event_of_an_unknown_type_cannot_be_read()
    {
        await Store.Save(s => s.Events.Append("p", new ParcelScanned("south", 1)));
        await Store.Sql<object>("update mt_events set type = 'from_tomorrow', mt_dotnet_type = 'Nowhere.FromTomorrow, Nowhere'");

        await Assert.ThrowsAsync<UnknownEventTypeException>(() => Store.Events("p"));
    }

    [Fact]
    public async Task Masking_rewrites_the_data_and_leaves_the_rest()
    {
        await using var masking = await Store.Open(Database, options =>
            options.Events.AddMaskingRuleForProtectedInformation<ParcelSent>(e => e with { To = "***" }));
        await masking.Save(s => s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north"), new ParcelScanned("south", 1)));
        var before = (await masking.Events("p"))[0];

        await masking.Documents.Advanced.ApplyEventDataMasking(m => m.IncludeStream("p", e => e.Version == 1).AddHeader("masked", "yes"));

        var after = (await masking.Events("p"))[0];
        Assert.Equal(new ParcelSent("***", "north"), after.Data);
        Assert.Equal((before.Id, before.Sequence, before.Timestamp), (after.Id, after.Sequence, after.Timestamp));
        Assert.Equal("yes", $"{after.Headers!["masked"]}");
    }
}
