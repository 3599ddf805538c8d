using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace StandIns.Tests.Marten;

[Collection(SharedPostgres.Name)]
public sealed class Starting_up(Postgres postgres)
{
    [Fact]
    public async Task Several_services_start_at_once_on_an_empty_database()
    {
        var database = await postgres.CreateDatabase();

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenInTheEnd(database))));

        foreach (var (n, store) in stores.Index())
        {
            await store.Save(s => s.Events.StartStream<Parcel>($"p{n}", new ParcelSent("Oslo", "north")));
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_data_source_that_was_given_is_left_open()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabase());
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddMarten(options =>
        {
            options.Connection(source);
            options.DisableNpgsqlLogging = true;
            options.Schema.For<Shift>().IgnoreIndex("by_driver");
            Store.Configure(options);
        }).UseLightweightSessions().ApplyAllDatabaseChangesOnStartup();
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await using var scope = host.Services.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
            session.Store(new Shift { Id = "early", Driver = "Ann" });
            await session.SaveChangesAsync();
            await host.StopAsync();
        }

        await using var command = source.CreateCommand("select count(*) from mt_doc_shift");
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    // Marten waits less than half a second for its schema lock, and throws.
    static async Task<Store> OpenInTheEnd(string database)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Store.Open(database);
            }
            catch (InvalidOperationException) when (attempt < 50)
            {
                await Task.Delay(100);
            }
        }
    }
}
