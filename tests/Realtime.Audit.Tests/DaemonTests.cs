using System.Text.Json.Nodes;
using Realtime.Sessions;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

/// <summary>The projections and the seals reach every event, however late it commits and whatever other rows the log has.</summary>
[Collection(StackFixture.Tests)]
public sealed class DaemonTests
{
    [Fact]
    public async Task Conversations_whose_first_event_commits_late_are_summarized_and_sealed_like_all_others()
    {
        await using var stack = await AuditStack.New();
        await stack.Execute(
            """
            create function hold_up() returns trigger language plpgsql as $$ begin perform pg_sleep(4.5); return new; end $$;
            create trigger late before insert on mt_events for each row
                when (new.stream_id like 'late%' and new.version = 1) execute function hold_up();
            """);
        using var enough = new CancellationTokenSource();
        var others = Task.Run(async () =>
        {
            var n = 0;
            for (; !enough.IsCancellationRequested; n++) await stack.Spoken($"prompt-{n}");
            return n;
        });
        var late = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => stack.Spoken($"late-{n}")));
        await enough.CancelAsync();
        var sessions = late.Length + await others;

        await Patience.Until(async () =>
            await stack.Scalar<long>("select count(*) from mt_doc_sessionsummary where data ->> 'state' = 'ended'") == sessions);
        await Patience.Until(async () => (long)(await stack.Get("/audit/verify"))["sealing"]!["behind"]! == 0);
        var verification = await stack.Get("/audit/verify");
        Assert.Empty(Answers.Named(verification));
        Assert.Equal((long)verification["events"]!, (long)verification["seals"]!);
    }

    [Fact]
    public async Task Rows_of_an_unknown_type_are_sealed_and_block_no_other()
    {
        await using var stack = await AuditStack.New();
        var (newer, other) = (NewConversation(), NewConversation());
        await stack.Spoken(newer);
        await Insert(stack, newer, "from_the_future", "'{\"a\": 1}'", from: 17, rows: 1_200); // whole pages of the daemon
        await stack.Spoken(other);

        await Patience.Until(async () =>
            await stack.Scalar<long>("select count(*) from mt_doc_sessionsummary where data ->> 'state' = 'ended'") == 2);
        await Patience.Until(async () => await stack.Scalar<long>("select count(*) from realtime.seal") == 16 + 1_200 + 16);
        Assert.Empty(await stack.Findings(other));
        Assert.All(await stack.Findings(newer), finding => Assert.StartsWith("readable at ", finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreadable_row_is_sealed_and_named_and_blocks_no_other()
    {
        await using var stack = await AuditStack.New();
        var (broken, other) = (NewConversation(), NewConversation());
        var session = await stack.Speaking(broken);
        await Insert(stack, broken, "end_requested", "'{\"sessionId\": \"no uuid\"}'", from: 15, rows: 1);
        await stack.Spoken(other);

        await Patience.Until(async () =>
            await stack.Scalar<long>("select count(*) from mt_doc_sessionsummary where data ->> 'state' = 'ended'") == 1);
        await Patience.Until(async () => await stack.Scalar<long>("select count(*) from realtime.seal") == 15 + 16);
        Assert.Empty(await stack.Findings(other));
        await Patience.Until(async () => JsonNode.Parse(await stack.WorkerHttp.GetStringAsync("/health"))!["checks"]!.AsObject()
            .Any(check => (string?)check.Value!["status"] == "Degraded"));

        // The conversation itself goes on, and its summary covers the events after that row.
        await stack.End(broken, session, EndReason.Expired);
        await Patience.Until(async () =>
            await stack.Scalar<long>("select count(*) from mt_doc_sessionsummary where data ->> 'reason' = 'expired'") == 1);
    }

    [Fact]
    public async Task Unused_sequence_numbers_do_not_stop_the_projections_and_the_seals()
    {
        await using var stack = await AuditStack.New();
        for (var round = 0; round < 20; round++)
        {
            await stack.Scalar<long>("select nextval('mt_events_sequence')");
            await stack.Spoken($"after-a-gap-{round}");
        }

        await Patience.Until(async () =>
            await stack.Scalar<long>("select count(*) from mt_doc_sessionsummary where data ->> 'state' = 'ended'") == 20);
        await Patience.Until(async () => await stack.Scalar<long>("select count(*) from realtime.seal") == 20 * 16);
    }

    static Task Insert(AuditStack stack, string conversation, string type, string data, int from, int rows) => stack.Execute(
        $"""
         insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
         select nextval('mt_events_sequence'), gen_random_uuid(), '{conversation}', n, {data}::jsonb, '{type}',
             now(), '*DEFAULT*', 'Nowhere.FromTheFuture, Nowhere', false
         from generate_series({from}, {from + rows - 1}) n;
         update mt_streams set version = {from + rows - 1} where id = '{conversation}'
         """);
}
