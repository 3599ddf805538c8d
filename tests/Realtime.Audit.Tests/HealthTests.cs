using System.Text.Json.Nodes;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class HealthTests
{
    [Fact]
    public async Task A_projection_that_stands_still_is_named_and_all_others_are_healthy()
    {
        await using var stack = await AuditStack.New(("Realtime:EventLog:StandstillSeconds", "1"));
        var conversation = NewConversation();
        await stack.Spoken(conversation);
        await stack.Followed();
        Assert.Equal("Healthy Healthy", await Health());

        // Another node holds the seals' row and hangs, so the seals stand still while events arrive.
        await using var held = await stack.Database.OpenConnectionAsync();
        await using var transaction = await held.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("select 1 from mt_event_progression where name = 'Seals:All' for update", held,
            transaction))
            await hold.ExecuteNonQueryAsync();
        await stack.Spoken(NewConversation());

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Health() != "Healthy Degraded") await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
        await transaction.RollbackAsync();
        while (await Health() != "Healthy Healthy") await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);

        async Task<string> Health()
        {
            var checks = JsonNode.Parse(await stack.WorkerHttp.GetStringAsync("/health"))!["checks"]!;
            return $"{checks["SessionSummary"]!["status"]} {checks["Seals"]!["status"]}";
        }
    }
}
