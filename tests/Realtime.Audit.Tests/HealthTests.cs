using System.Text.Json.Nodes;
using static Realtime.Audit.Tests.Life;

namespace Realtime.Audit.Tests;

[Collection(PostgresServer.Tests)]
public sealed class HealthTests(PostgresServer server)
{
    [Fact]
    public async Task What_follows_the_log_and_stands_still_is_named_and_what_does_not_is_healthy()
    {
        await using var stack = await server.NewStack(("Realtime:EventLog:StandstillSeconds", "1"));
        var conversation = NewConversation();
        await stack.Spoken(conversation);
        await stack.Followed();
        Assert.Equal("Healthy Healthy", await Health());

        // An event that this version does not know: the seals stop before it rather than pass it over; the summaries do not ask for it.
        await stack.Execute(
            $"""
             insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
             values (nextval('mt_events_sequence'), gen_random_uuid(), '{conversation}', 17, jsonb_build_object('a', 1), 'from_the_future',
                 now() - interval '1 hour', '*DEFAULT*', 'Nowhere.FromTheFuture, Nowhere', false)
             """);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Health() != "Healthy Degraded") await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);

        async Task<string> Health()
        {
            var checks = JsonNode.Parse(await stack.WorkerHttp.GetStringAsync("/health"))!["checks"]!;
            return $"{checks["SessionSummary"]!["status"]} {checks["Seals"]!["status"]}";
        }
    }
}
