using System.Net;
using Npgsql;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>The bus in the database, while something holds its tables.</summary>
public sealed class SlowBusTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_bus_that_takes_a_wake_up_late_costs_time_and_is_no_failure()
    {
        var stack = await StartStack(new StackSettings
        {
            Worker = new Dictionary<string, string>([BusTests.OutOfReach, new("Realtime__Worker__SweepMilliseconds", "60000")]),
        });
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var connection = await database.OpenConnectionAsync();
        await using var slow = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table transport_realtime.message", connection)) await hold.ExecuteNonQueryAsync();
        var session = await stack.Client.NewConversation().Start();
        await Patience.Until(() => Task.FromResult(stack.Api.Lines.Any(line => line.Contains("was not announced", StringComparison.Ordinal))),
            "the API says that the bus did not take the wake-up in time");
        Assert.DoesNotContain(stack.Api.Lines, line => line.Contains(" fail: MassTransit", StringComparison.Ordinal));
        await slow.RollbackAsync();
        await session.Started();
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
    }
}
