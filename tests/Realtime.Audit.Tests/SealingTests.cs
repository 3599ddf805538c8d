using Realtime.EventLog.Audit;
using Realtime.Testing.Servers;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class SealingTests
{
    [Fact]
    public async Task Every_event_is_sealed_once_whoever_else_seals_at_the_same_time()
    {
        await using var stack = await AuditStack.New();
        string[] conversations = [.. Enumerable.Range(0, 20).Select(n => $"c{n}")];
        var seals = stack.Service<SealStore>();
        var history = stack.Service<History>();

        // The daemon seals after the appends; erasures and archiving seal before it does.
        await Task.WhenAll(conversations.Select(async conversation =>
        {
            await stack.Spoken(conversation);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => seals.SealAll(conversation, history, default)));
        }));
        await stack.Followed();

        var whole = await stack.Get("/audit/verify");
        Assert.True((bool)whole["intact"]!, whole.ToJsonString());
        Assert.Equal((320, 320), ((int)whole["events"]!, (int)whole["seals"]!));
    }

    [Fact]
    public async Task A_log_that_the_daemon_reads_again_from_its_start_keeps_its_seals()
    {
        var database = await SharedServers.NewDatabase();
        string heads;
        await using (var first = await AuditStack.Start(database))
        {
            await first.Spoken("c");
            await first.Followed();
            heads = await first.Lines("/audit/heads");
        }

        await using var again = await AuditStack.Start(database, before: "delete from mt_event_progression");
        await again.Spoken("c");
        await again.Followed();
        Assert.True((bool)(await again.VerifyHeads(heads))["intact"]!);
        Assert.Empty(await again.Findings("c"));
    }

    [Fact]
    public async Task Verification_during_writes_reports_no_finding()
    {
        await using var stack = await AuditStack.New();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                await stack.Spoken($"c{writer}");
                if (n % 5 == 4) await stack.Delete($"/conversations/c{writer}/content");
            }
        }).ToList();
        for (var n = 0; n < 10; n++)
        {
            var whole = await stack.Get("/audit/verify");
            Assert.True((bool)whole["intact"]!, whole.ToJsonString());
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }
}
