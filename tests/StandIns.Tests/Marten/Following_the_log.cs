using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;

namespace StandIns.Tests.Marten;

public sealed class Following_the_log(Postgres postgres) : StoreTest(postgres)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Async_projections_and_subscriptions_see_every_event_in_order()
    {
        var journal = new Journal();
        await using var daemon = await Run(journal);
        await Store.Save(s => s.Events.StartStream<Parcel>("a", new ParcelSent("Oslo", "north"), new ParcelScanned("south", 5)));
        await Store.Save(s => s.Events.StartStream<Parcel>("b", new ParcelSent("Bergen", "north"), new ParcelScanned("south", 7)));

        await daemon.Documents.WaitForNonStaleProjectionDataAsync(Patience);

        Assert.Equal([1L, 2, 3, 4], (await journal.Next(4)).Select(e => e.Sequence));
        Assert.Equal(["south"], (await Store.Load<Trail>("a"))!.Depots);
        Assert.Equal((2, 0), await Load("north"));
        Assert.Equal((0, 12), await Load("south"));
        foreach (var name in new[] { "HighWaterMark", "Trail:All", "DepotLoad:All", "Journal:All" }) Assert.Equal(4, await Store.Progress(name));

        async Task<(int, int)> Load(string depot) => (await Store.Load<DepotLoad>(depot)) is { } load ? (load.Parcels, load.Grams) : default;
    }

    [Fact]
    public async Task What_a_subscription_stores_is_saved_with_its_progress()
    {
        var journal = new Journal();
        await using var daemon = await Run(journal);
        await Store.Save(s => s.Events.Append("a", new ParcelScanned("south", 5), new ParcelScanned("south", 6)));

        await daemon.Documents.WaitForNonStaleProjectionDataAsync(Patience);

        Assert.Equal("2", (await Store.Load<Shift>("journal"))!.Driver);
    }

    [Fact]
    public async Task A_restart_goes_on_after_the_last_progress()
    {
        await using (var daemon = await Run(new Journal()))
        {
            await Store.Save(s => s.Events.Append("a", new ParcelScanned("one", 1)));
            await daemon.Documents.WaitForNonStaleProjectionDataAsync(Patience);
        }

        await Store.Save(s => s.Events.Append("a", new ParcelScanned("two", 2)));
        var journal = new Journal();
        await using var again = await Run(journal);
        await again.Documents.WaitForNonStaleProjectionDataAsync(Patience);

        Assert.Equal(1, journal.Seen);
        Assert.Equal(["one", "two"], (await Store.Load<Trail>("a"))!.Depots);
    }

    [Fact]
    public async Task A_projection_that_fails_stops_before_the_event_and_holds_nobody_else_up()
    {
        var journal = new Journal();
        await using var daemon = await Run(journal, poison: "poison");
        await Store.Save(s => s.Events.Append("a", new ParcelScanned("good", 1)));
        await daemon.Documents.WaitForNonStaleProjectionDataAsync(Patience);

        await Store.Save(s => s.Events.Append("a", new ParcelScanned("poison", 1)));
        await Store.Save(s => s.Events.Append("b", new ParcelScanned("good", 1)));

        Assert.Equal(3, (await journal.Next(3))[^1].Sequence);
        Assert.Equal(1, await Store.Progress("Trail:All"));
        Assert.Null(await Store.Load<Trail>("b"));
    }

    [Fact]
    public async Task A_subscription_that_fails_gets_the_same_events_again()
    {
        var journal = new Journal();
        journal.FailNext(2);
        await using var daemon = await Run(journal);

        await Store.Save(s => s.Events.Append("a", new ParcelScanned("one", 1)));

        await daemon.Documents.WaitForNonStaleProjectionDataAsync(Patience);
        Assert.Equal(1, journal.Seen);
    }

    [Fact]
    public async Task A_number_that_was_rolled_back_is_passed_and_one_on_its_way_is_not()
    {
        var journal = new Journal();
        await using var daemon = await Run(journal);
        await using (var connection = await Store.Connect())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RawRows.Append(connection, "late", 1);
            await Store.Save(s => s.Events.Append("a", new ParcelScanned("early", 1)));
            await transaction.CommitAsync();
        }

        Assert.Equal(["late", "a"], (await journal.Next(2)).Select(e => e.StreamKey));

        await using (var connection = await Store.Connect())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RawRows.Append(connection, "never", 1);
            await transaction.RollbackAsync();
        }

        await Store.Save(s => s.Events.Append("a", new ParcelScanned("after", 1)));
        Assert.Equal(4, (await journal.Next(1))[0].Sequence);
    }

    [Fact]
    public async Task A_rebuild_makes_the_documents_anew()
    {
        await using (var daemon = await Run(new Journal()))
        {
            await Store.Save(s => s.Events.Append("a", new ParcelScanned("south", 5)));
            await daemon.Documents.WaitForNonStaleProjectionDataAsync(Patience);
        }

        await Store.Sql<object>("update mt_doc_depotload set data = data || '{\"grams\": 999}'");
        await using var idle = await Store.Open(Database, Projections(new Journal(), null));
        using var rebuild = await idle.Documents.BuildProjectionDaemonAsync();

        await rebuild.RebuildProjectionAsync<DepotLoadProjection>(CancellationToken.None);

        Assert.Equal(5, (await Store.Load<DepotLoad>("south"))!.Grams);
    }

    [Fact]
    public async Task Of_two_nodes_one_runs_everything_until_it_goes()
    {
        Journal[] journals = [new(), new()];
        Store[] nodes = [await Run(journals[0], mode: DaemonMode.HotCold), await Run(journals[1], mode: DaemonMode.HotCold)];
        for (var n = 0; n < 10; n++) await Store.Save(s => s.Events.Append("a", new ParcelScanned($"{n}", 1)));
        await nodes[0].Documents.WaitForNonStaleProjectionDataAsync(Patience);
        Assert.Equal([0, 10], journals.Select(j => j.Seen).Order());

        var leader = journals[0].Seen > 0 ? 0 : 1;
        await nodes[leader].DisposeAsync();
        await Store.Save(s => s.Events.Append("a", new ParcelScanned("next", 1)));

        Assert.Equal(11, (await journals[1 - leader].Next(1))[0].Sequence);
        await nodes[1 - leader].DisposeAsync();
    }

    Task<Store> Run(Journal journal, string? poison = null, DaemonMode mode = DaemonMode.Solo) =>
        Store.Open(Database, Projections(journal, poison), mode);

    static Action<StoreOptions> Projections(Journal journal, string? poison) => options =>
    {
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
        options.Projections.HealthCheckPollingTime = TimeSpan.FromSeconds(1);
        options.Projections.LeadershipPollingTime = 500;
        options.Projections.Add(new TrailProjection { Poison = poison }, ProjectionLifecycle.Async);
        options.Projections.Add(new DepotLoadProjection(), ProjectionLifecycle.Async);
        options.Projections.Subscribe(journal, s => s.Name = "Journal");
    };
}
