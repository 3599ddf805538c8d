using JasperFx;
using Marten.Exceptions;
using Npgsql;

namespace StandIns.Tests.Marten;

public sealed class Keeping_documents(Postgres postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task A_document_is_stored_replaced_and_deleted()
    {
        var van = new Van { Plate = "AB 1" };
        await Store.Save(s => s.Store(van));
        Assert.NotEqual(Guid.Empty, van.Id);
        van.Plate = "AB 2";
        await Store.Save(s => s.Store(van));
        Assert.Equal("AB 2", (await Store.Read(s => s.LoadAsync<Van>(van.Id)))!.Plate);

        await Store.Save(s => s.Delete<Van>(van.Id));

        Assert.Null(await Store.Read(s => s.LoadAsync<Van>(van.Id)));
    }

    [Fact]
    public async Task A_revisioned_document_counts_its_saves_and_is_told()
    {
        var shift = new Shift { Id = "early", Driver = "Ann" };
        await Store.Save(s => s.Store(shift));
        await Store.Save(s => s.Store(shift));

        Assert.Equal(2, shift.Version);
        Assert.Equal(shift, await Store.Load<Shift>("early"));
    }

    [Fact]
    public async Task Of_updates_to_the_same_revision_one_wins()
    {
        await Store.Save(s => s.Store(new Shift { Id = "early", Driver = "Ann" }));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Record.ExceptionAsync(() =>
            Store.Save(s => s.UpdateRevision(new Shift { Id = "early", Driver = $"{i}" }, 2)))));

        Assert.Single(outcomes, error => error is null);
        Assert.All(outcomes.OfType<Exception>(), error => Assert.IsType<ConcurrencyException>(error));
        Assert.Equal(2, (await Store.Load<Shift>("early"))!.Version);
    }

    [Fact]
    public async Task A_refused_revision_takes_the_events_of_its_save_with_it()
    {
        await Store.Save(s => s.Store(new Shift { Id = "early", Driver = "Ann" }));

        await Assert.ThrowsAsync<ConcurrencyException>(() => Store.Save(s =>
        {
            s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north"));
            s.UpdateRevision(new Shift { Id = "early", Driver = "Bob" }, 1);
        }));

        Assert.Empty(await Store.Events("p"));
    }

    [Fact]
    public async Task A_tried_revision_that_is_used_is_passed_over()
    {
        await Store.Save(s => s.Store(new Shift { Id = "early", Driver = "Ann" }));

        await Store.Save(s => s.TryUpdateRevision(new Shift { Id = "early", Driver = "Bob" }, 1));

        Assert.Equal("Ann", (await Store.Load<Shift>("early"))!.Driver);
    }

    [Fact]
    public async Task Documents_are_found_by_ids_and_by_sql()
    {
        Van[] vans = [.. Enumerable.Range(1, 4).Select(n => new Van { Id = Guid.NewGuid(), Plate = $"v{n}", Seats = n })];
        await Store.Save(s => s.Store(vans));
        await Store.Save(s => s.Store(new Shift { Id = "a", Driver = "Ann" }, new Shift { Id = "b", Driver = "Bob" }));

        Assert.Equal(2, (await Store.Read(s => s.LoadManyAsync<Shift>("a", "b", "c"))).Count);
        var large = await Store.Read(s => s.QueryAsync<Van>("where (data ->> 'seats')::int > ? order by data ->> 'plate' desc limit ?", 1, 2));
        Assert.Equal(["v4", "v3"], large.Select(v => v.Plate));
    }

    [Fact]
    public async Task Sql_in_a_save_shares_its_fate()
    {
        await Store.Sql<object>("create table tally (name text primary key, n int)");
        await Store.Save(s => s.QueueSqlCommand("insert into tally values (?, ?)", "kept", 1));

        var refusal = await Assert.ThrowsAsync<MartenCommandException>(() => Store.Save(s =>
        {
            s.Events.StartStream<Parcel>("p", new ParcelSent("Oslo", "north"));
            s.QueueSqlCommand("insert into tally values (?, ?)", "kept", 2);
        }));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, Assert.IsType<PostgresException>(refusal.InnerException).SqlState);
        Assert.Empty(await Store.Events("p"));
        Assert.Equal(1, await Store.Sql<int>("select n from tally"));
    }
}
