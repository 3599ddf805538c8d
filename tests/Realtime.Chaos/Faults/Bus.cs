using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Testing.Servers;

namespace Realtime.Chaos.Faults;

/// <summary>Harms the bus: deletes and delays messages in the transport's own tables, and publishes messages a second time.</summary>
sealed class Bus(PostgresServer database, string messaging) : IAsyncDisposable
{
    const string Tables =
        "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables "
        + "where schemaname like 'transport%' and tablename = any('{message_delivery,message}') order by tablename desc";

    IHost? host;

    public async Task Start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:realtime"] = database.ConnectionString,
            ["ConnectionStrings:messaging"] = messaging,
        });
        builder.Logging.ClearProviders();
        builder.AddRealtimeBus();
        host = builder.Build();
        await host.StartAsync();
    }

    /// <summary>Deletes the messages that no consumer has taken yet.</summary>
    public Task Lose() => Each(static table => $"delete from {table}", TimeSpan.Zero);

    /// <summary>Locks the tables for this time, so that nobody can send or take a message.</summary>
    public Task Delay(TimeSpan time) => Each(static table => $"lock table {table} in access exclusive mode", time);

    /// <summary>Publishes <see cref="SessionAwaitsWorker"/> again, for a session that is live or has already ended.</summary>
    public async Task Repeat(string conversation, Guid session)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            await host!.Services.GetRequiredService<IBus>().Publish(new SessionAwaitsWorker(conversation, session), patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or NpgsqlException or MassTransitException or RabbitMQClientException
            or ObjectDisposedException or IOException)
        {
            // The database or the broker is down, so the bus is too.
        }
    }

    async Task Each(Func<string, string> act, TimeSpan time)
    {
        try
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false;Timeout=3");
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var table in await Names(transaction))
            {
                await using var command = new NpgsqlCommand(act(table), connection, transaction) { CommandTimeout = 5 };
                await command.ExecuteNonQueryAsync();
            }

            await Task.Delay(time);
            await transaction.CommitAsync();
        }
        catch (NpgsqlException)
        {
            // The database is down, so the bus is too.
        }
    }

    static async Task<List<string>> Names(NpgsqlTransaction transaction)
    {
        var names = new List<string>();
        await using var command = new NpgsqlCommand(Tables, transaction.Connection, transaction);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is null) return;
        await host.StopAsync();
        host.Dispose();
    }
}
