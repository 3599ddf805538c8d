using JasperFx.Events.Daemon;
using Npgsql;

namespace StandIns.Tests.Marten;

/// <summary>A database moves between Marten and its stand-in mid-life: both know the other's rows as their own.</summary>
[Collection(SharedPostgres.Name)]
public sealed class Sharing_tables_with_Marten(Postgres postgres)
{
    [Fact]
    public async Task A_database_that_Marten_wrote_goes_on_being_written()
    {
        var database = await Written(RawRows.CreateTables, c => RawRows.SendParcel(c, "p"));
        await using var store = await Store.Open(database);

        var first = Assert.Single(await store.Events("p"));
        Assert.Equal("trace ann 7", $"{first.CorrelationId} {first.UserName} {first.Headers!["van"]}");
        Assert.Equal(new ParcelSent("Oslo", "north"), first.Data);
        await using var session = store.Documents.LightweightSession();
        var stream = await session.Events.FetchForWriting<Parcel>("p");
        Assert.Equal(("Oslo", 1), (stream.Aggregate!.To, stream.Aggregate.Version));
        stream.AppendOne(new ParcelDelivered(Handover.Neighbour));
        await session.SaveChangesAsync();

        Assert.Equal(new Parcel { Id = "p", To = "Oslo", Delivered = Handover.Neighbour, Version = 2 }, await store.Load<Parcel>("p"));
        Assert.Equal(typeof(Parcel), (await store.Read(s => s.Events.FetchStreamStateAsync("p")))!.AggregateType);
    }

    [Fact]
    public async Task The_daemon_goes_on_after_Martens_progress_and_past_its_tombstones()
    {
        var database = await Written(RawRows.CreateTables, c => RawRows.SendParcel(c, "p"),
            c => Execute(c, "insert into mt_event_progression (name, last_seq_id) values ('HighWaterMark', 1), ('Journal:All', 1)"),
            RawRows.Tombstone, c => RawRows.Append(c, "p", 2));
        var journal = new Journal();
        await using var store = await Store.Open(database, o => o.Projections.Subscribe(journal, s => s.Name = "Journal"), DaemonMode.Solo);

        var events = await journal.Next(1);
        if (events[0].EventTypeName == "tombstone") events = await journal.Next(1);

        Assert.Equal("p 2", $"{events[0].StreamKey} {events[0].Version}");
    }

    [Fact]
    public async Task What_is_written_here_are_Martens_rows()
    {
        await using var store = await Store.Open(await postgres.CreateDatabase());
        await store.Save(s =>
        {
            (s.CorrelationId, s.LastModifiedBy) = ("trace", "ann");
            s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north"));
        });

        Assert.Equal("p parcel 1 *DEFAULT* f", await Row("id, type, version, tenant_id, is_archived", "mt_streams"));
        Assert.Equal("1 p 1 parcel_sent *DEFAULT* StandIns.Tests.Marten.ParcelSent, StandIns.Tests trace ann f",
            await Row("seq_id, stream_id, version, type, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived", "mt_events"));
        Assert.Equal("""p {"id": "p", "to": "Oslo", "version": 1, "delivered": null} StandIns.Tests.Marten.Parcel 1""",
            await Row("id, data, mt_dotnet_type, mt_version", "mt_doc_parcel"));

        Task<string> Row(string columns, string table) => store.Sql<string>($"select concat_ws(' ', {columns}) from {table}");
    }

    [Fact]
    public async Task Rows_by_sql_and_rows_by_the_store_make_one_stream()
    {
        await using var store = await Store.Open(await postgres.CreateDatabase());
        await using var connection = await store.Connect();
        await RawRows.Append(connection, "p", 1);
        await store.Save(s => s.Events.Append("p", 2, new ParcelScanned("here", 2)));
        await RawRows.Append(connection, "p", 3);

        Assert.Equal(["1 raw", "2 here", "3 raw"], (await store.Events("p")).Select(e => $"{e.Version} {((ParcelScanned)e.Data).Depot}"));
    }

    async Task<string> Written(params Func<NpgsqlConnection, Task>[] writes)
    {
        var database = await postgres.CreateDatabase();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        foreach (var write in writes) await write(connection);
        return database;
    }

    static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
