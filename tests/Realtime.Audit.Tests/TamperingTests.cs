using System.Net;
using System.Text;
using Npgsql;
using Realtime.Sessions;
using Realtime.Testing.Servers;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

/// <summary>Verification finds every change of the tables by hand, and names the place.</summary>
[Collection(StackFixture.Tests)]
public sealed class TamperingTests(StackFixture shared)
{
    readonly AuditStack stack = shared.Stack;
    readonly string conversation = NewConversation();

    [Fact]
    public async Task An_untouched_conversation_is_intact_and_sealed_to_its_end()
    {
        await Sealed();
        Assert.Empty(await stack.Findings(conversation));
        Assert.Equal(16, await stack.Scalar<long>($"select count(*) from realtime.seal where stream = '{conversation}'"));
        var sealing = (await stack.Get($"/audit/verify?conversation={conversation}"))["sealing"]!;
        Assert.Equal(0, (long)sealing["behind"]!);
    }

    [Theory]
    [InlineData("data = jsonb_set(data, array['text'], to_jsonb('something else'::text))", "data-altered at 9")]
    [InlineData("type = 'transcript_completed'", "event-altered at 9")]
    [InlineData("timestamp = timestamp - interval '1 second'", "event-altered at 9")]
    [InlineData("user_name = 'somebody'", "event-altered at 9")]
    [InlineData("correlation_id = 'another'", "event-altered at 9")]
    [InlineData("headers = headers || jsonb_build_object('worker', 'another')", "event-altered at 9")]
    [InlineData("id = gen_random_uuid()", "event-altered at 9")]
    public async Task Only_the_altered_event_is_named(string change, string finding)
    {
        await Sealed();
        await stack.Execute($"update mt_events set {change} where stream_id = '{conversation}' and version = 9");
        Assert.Equal([finding], await stack.Findings(conversation));
    }

    [Fact]
    public async Task A_removed_event_is_named()
    {
        await Sealed();
        await stack.Execute($"delete from mt_events where stream_id = '{conversation}' and version = 9");
        Assert.Contains("event-missing at 9", await stack.Findings(conversation));
    }

    [Fact]
    public async Task An_event_removed_together_with_its_seal_is_named()
    {
        await Sealed();
        await stack.Execute($"delete from mt_events where stream_id = '{conversation}' and version = 9");
        await stack.Execute($"delete from realtime.seal where stream = '{conversation}' and version = 9");
        Assert.Contains("event-missing at 9", await stack.Findings(conversation));
    }

    [Fact]
    public async Task An_inserted_event_is_named()
    {
        var session = await stack.Speaking(conversation);
        var free = await stack.Scalar<long>("select nextval('mt_events_sequence')");
        await stack.Record(conversation, session, new TranscriptDelta(session, "item", "assistant", "later"));
        await stack.Followed();
        await stack.Execute(
            $"""
             insert into mt_events
                 (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, user_name, is_archived)
             select {free}, gen_random_uuid(), stream_id, 16, data, type, timestamp, tenant_id, mt_dotnet_type, user_name, false
             from mt_events where stream_id = '{conversation}' and version = 15
             """);
        await stack.Execute($"update mt_streams set version = 16 where id = '{conversation}'");
        Assert.Equal(["event-inserted at 16"], await stack.Findings(conversation));
    }

    [Fact]
    public async Task Events_that_swapped_places_are_named()
    {
        await Sealed();
        foreach (var (from, to) in new[] { (9, 1009), (10, 9), (1009, 10) })
            await stack.Execute($"update mt_events set version = {to} where stream_id = '{conversation}' and version = {from}");
        Assert.Equal(["event-moved at 9", "event-moved at 10"],
            (await stack.Findings(conversation)).Intersect(["event-moved at 9", "event-moved at 10"]));
    }

    [Theory]
    [InlineData("digest = sha256('other')", "seal-altered at 9")]
    [InlineData("salt = null", "salt-missing at 9")]
    public async Task A_changed_seal_is_named(string change, string finding)
    {
        await Sealed();
        await stack.Execute($"update realtime.seal set {change} where stream = '{conversation}' and version = 9");
        Assert.Equal([finding], await stack.Findings(conversation));
    }

    [Fact]
    public async Task The_seals_reveal_a_removed_conversation()
    {
        await Sealed();
        await stack.Execute($"delete from mt_events where stream_id = '{conversation}'");
        await stack.Execute($"delete from mt_streams where id = '{conversation}'");
        await stack.Execute($"delete from mt_doc_conversation where id = '{conversation}'");
        Assert.Equal(Enumerable.Range(1, 16).Select(v => $"event-missing at {v}"), await stack.Findings(conversation));
    }

    [Fact]
    public async Task The_list_of_sessions_reveals_a_conversation_that_was_removed_with_its_seals()
    {
        await Sealed();
        await stack.Execute($"delete from mt_events where stream_id = '{conversation}'");
        await stack.Execute($"delete from mt_streams where id = '{conversation}'");
        await stack.Execute($"delete from mt_doc_conversation where id = '{conversation}'");
        await stack.Execute($"delete from realtime.seal where stream = '{conversation}'");

        Assert.Equal(["conversation-missing at 0"], await stack.Findings(conversation));
        foreach (var everything in new[] { "/audit/verify", $"/audit/verify?tenant={Tenant.Default}" })
            Assert.Contains((await stack.Get(everything))["findings"]!.AsArray(),
                f => (string?)f!["conversation"] == conversation && (string?)f["rule"] == "conversation-missing");
    }

    [Fact]
    public async Task Exported_heads_reveal_a_tail_that_was_removed_with_its_seals()
    {
        await stack.Speaking(conversation);
        await stack.Followed();
        var heads = Head(await stack.Lines("/audit/heads"));
        Assert.True((bool)(await stack.VerifyHeads(heads))["intact"]!);

        // A careful attacker: the rest of the log is consistent.
        await stack.Execute($"delete from mt_events where stream_id = '{conversation}' and version >= 14");
        await stack.Execute($"delete from realtime.seal where stream = '{conversation}' and version >= 14");
        await stack.Execute($"update mt_streams set version = 13 where id = '{conversation}'");
        Assert.Empty(await stack.Findings(conversation));

        Assert.Equal(["tail-missing at 14"], Answers.Named(await stack.VerifyHeads(heads)));
    }

    [Fact]
    public async Task Exported_heads_reveal_seals_that_were_written_again()
    {
        await Sealed();
        var heads = Head(await stack.Lines("/audit/heads"));
        await stack.Execute($"update realtime.seal set digest = sha256('other') where stream = '{conversation}' and version = 16");
        Assert.Equal(["head-differs at 16"], Answers.Named(await stack.VerifyHeads(heads)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"version": 1, "seal": "00"}""")]
    public async Task Unreadable_heads_are_refused(string body) =>
        await stack.Http.PostAsync("/audit/heads/verify", new StringContent(body, Encoding.UTF8, "application/x-ndjson"))
            .Refused(HttpStatusCode.BadRequest, "invalid-options");

    [Fact]
    public async Task A_whole_log_and_its_copy_are_verified_against_the_heads_of_the_original()
    {
        string heads, database;
        await using (var original = await AuditStack.New())
        {
            for (var n = 0; n < 30; n++) await original.Spoken($"c{n}");
            await original.Followed();
            heads = await original.Lines("/audit/heads");
            Assert.Equal(30, heads.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            var whole = await original.Get("/audit/verify");
            Assert.Equal((true, 30, 480, 480),
                ((bool)whole["intact"]!, (int)whole["conversations"]!, (int)whole["events"]!, (int)whole["seals"]!));
            database = new NpgsqlConnectionStringBuilder(original.ConnectionString).Database!;
            NpgsqlConnection.ClearAllPools();
        }

        await using var copy = await AuditStack.Start(await (await SharedServers.Postgres).NewDatabase(template: database));
        Assert.True((bool)(await copy.VerifyHeads(heads))["intact"]!);
        await copy.Execute(
            "update mt_events set data = data || jsonb_build_object('text', 'forged') where "
            + "stream_id = 'c7' and type = 'transcript_delta'");
        await copy.Execute("delete from mt_events where stream_id = 'c9' and version = 16");
        Assert.Equal(["tail-missing at 16"], Answers.Named(await copy.VerifyHeads(heads)));
        var forged = await copy.Get("/audit/verify");
        Assert.False((bool)forged["intact"]!);
        Assert.Contains("data-altered at 9", Answers.Named(forged));
        Assert.Contains("event-missing at 16", Answers.Named(forged));
    }

    async Task Sealed()
    {
        await stack.Spoken(conversation);
        await stack.Followed();
    }

    /// <summary>The head of this conversation only: others in the shared database may be damaged.</summary>
    string Head(string heads) => heads.Split('\n').Single(line => line.Contains($"\"{conversation}\"", StringComparison.Ordinal));
}
