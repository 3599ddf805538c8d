using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Realtime.EventLog;
using Realtime.Sessions;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>A claim is in the log, but its worker does not know: the database's answer to the append was lost.</summary>
public sealed class ClaimTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_worker_runs_the_session_that_it_claimed_according_to_the_log()
    {
        var stack = await StartStack(new StackSettings
        {
            Worker = new Dictionary<string, string> { ["Realtime__Worker__SweepMilliseconds"] = "100",
                ["Realtime__Worker__LeaseSeconds"] = "1" },
        });
        var (worker, address) = await OnlyWorker(stack);
        var session = stack.Client.NewConversation().Session(Guid.CreateVersion7());
        await Record(stack, session.Conversation.Id, new Start(session.Id, new SessionOptions("sim")),
            new Claim(session.Id, worker, address));

        await session.Started();
        await session.Text("is anybody there?");
        await session.TryEnd();
        Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
    }

    static async Task<(string Id, string Address)> OnlyWorker(RealtimeStack stack)
    {
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var command = database.CreateCommand("select id, address from realtime.worker");
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return (reader.GetString(0), reader.GetString(1));
    }

    /// <summary>Appends events as the services do, but from this process.</summary>
    static async Task Record(RealtimeStack stack, string conversation, params SessionCommand[] commands)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:realtime"] = stack.Database });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddSingleton(new Author("test", () => "test"));
        builder.AddEventLog();
        using var host = builder.Build();
        await host.StartAsync();
        foreach (var command in commands)
            await host.Services.GetRequiredService<Conversations>().Transact(conversation, command, CancellationToken.None);
        await host.StopAsync();
    }
}
