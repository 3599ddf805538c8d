using Realtime.EventLog.Audit;
using Realtime.Sessions;
using Realtime.Testing.Log;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

/// <summary>Erasure of what upstream wrote in an end, and erasure in archived conversations.</summary>
[Collection(StackFixture.Tests)]
public sealed class EndErasureTests(StackFixture shared)
{
    readonly AuditStack stack = shared.Stack;
    readonly string conversation = NewConversation();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erasure_removes_upstreams_words_in_the_end_from_every_table(bool archived)
    {
        await using var own = await AuditStack.New();
        await Rejected(own);
        await own.Followed();
        if (archived) Assert.True(await own.Service<Archive>().Close(conversation, default));
        Assert.Contains("public.mt_doc_conversation", await TablesWith(own));

        await own.Delete($"/conversations/{conversation}/content");
        await own.Followed();

        Assert.Empty(await TablesWith(own));
        var state = await own.Get($"/conversations/{conversation}");
        Assert.Equal(("bad_word", ContentMask.Text),
            ((string?)state["lastEnd"]!["error"]!["code"], (string?)state["lastEnd"]!["error"]!["message"]));
        Assert.Equal(archived, (bool)(await own.Get($"/audit/conversations/{conversation}"))["archived"]!);
        Assert.Empty(await own.Findings(conversation));
        Assert.True((bool)(await own.Get("/audit/verify"))["intact"]!);
        Assert.Empty((await own.Delete($"/conversations/{conversation}/content"))["masked"]!.AsArray());
    }

    [Fact]
    public async Task Erasure_keeps_a_workers_own_error_message()
    {
        var session = await stack.Claimed(conversation);
        await stack.AsWorker.Transact(conversation, new LoseWorker(session, Life.Owner), default);
        await stack.Delete($"/conversations/{conversation}/content");
        var error = (await stack.Get($"/conversations/{conversation}"))["lastEnd"]!["error"]!;
        Assert.Equal(Errors.WorkerLost.Message, (string?)error["message"]);
        Assert.Empty(await stack.Findings(conversation));
    }

    /// <summary>The erasure fails when it seals its own event, which is its last step but one.</summary>
    [Fact]
    public async Task A_failed_erasure_leaves_an_archived_conversation_unchanged()
    {
        await using var own = await AuditStack.New();
        await Rejected(own);
        await own.Service<Archive>().Close(conversation, default);
        var before = await own.Lines($"/audit/conversations/{conversation}");
        await own.Execute($"""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no seal'; end $$;
            create trigger refuse before insert on realtime.seal for each row when (new.stream = '{conversation}') execute function refuse()
            """);

        using (var broken = await own.Http.DeleteAsync($"/conversations/{conversation}/content")) Assert.False(broken.IsSuccessStatusCode);
        Assert.Equal(before, await own.Lines($"/audit/conversations/{conversation}"));
        Assert.Equal(0, await own.Scalar<long>($"select count(*) from mt_events where stream_id = '{conversation}' and not is_archived"));
        Assert.True(await own.Scalar<bool>($"select is_archived from mt_streams where id = '{conversation}'"));

        await own.Execute("drop trigger refuse on realtime.seal");
        await own.Delete($"/conversations/{conversation}/content");
        Assert.DoesNotContain(Secret, await own.Lines($"/audit/conversations/{conversation}"));
        Assert.Empty(await own.Findings(conversation));
    }

    /// <summary>If it were open for a moment, a start in that moment would be archived while live.</summary>
    [Fact]
    public async Task An_archived_conversation_is_never_open_during_an_erasure()
    {
        await Rejected(stack);
        await stack.Service<Archive>().Close(conversation, default);
        using var over = new CancellationTokenSource();
        var starting = Task.Run(async () =>
        {
            var refused = 0;
            for (; !over.IsCancellationRequested; refused++)
                await Assert.ThrowsAsync<ConversationArchivedException>(() =>
                    stack.AsApi.Transact(conversation, new Start(Guid.CreateVersion7(), new("gpt-realtime-2.1")), default));
            return refused;
        });
        await stack.Delete($"/conversations/{conversation}/content");
        await over.CancelAsync();
        Assert.True(await starting > 0);
        Assert.Empty(await stack.Findings(conversation));
    }

    /// <summary>Writes a session with content, which ends with an upstream error that quotes the content.</summary>
    async Task Rejected(AuditStack on)
    {
        var session = await on.Speaking(conversation);
        var error = new SessionError("bad_word", $"{Secret} is not allowed", ErrorOrigin.Upstream, Retryable: false);
        await on.AsWorker.Transact(conversation, new End(session, Life.Owner, new SessionOutcome(EndReason.Error, error, 4000, Secret), []),
            default);
    }

    static async Task<List<string>> TablesWith(AuditStack on)
    {
        var holding = new List<string>();
        foreach (var table in (await on.Scalar<string[]>("""
            select array_agg(table_schema || '.' || quote_ident(table_name)) from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            """)))
        {
            if (await on.Scalar<bool>($"select exists (select from {table} t where t::text like '%{Secret}%')")) holding.Add(table);
        }

        return holding;
    }
}
