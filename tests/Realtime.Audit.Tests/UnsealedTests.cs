using System.Text.Json.Nodes;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

/// <summary>One conversation cannot be sealed, or its seals were changed. The others are sealed, and the verification names it.</summary>
[Collection(StackFixture.Tests)]
public sealed class UnsealedTests
{
    readonly string conversation = NewConversation(), other = NewConversation();

    [Fact]
    public async Task A_seal_changed_to_another_events_sequence_prevents_no_other_seal()
    {
        await using var stack = await AuditStack.New();
        await stack.Spoken(conversation);
        await stack.Followed();
        await stack.Execute($"""
            update realtime.seal set sequence = (select last_value + 5 from mt_events_sequence)
            where stream = '{conversation}' and version = 9
            """);

        await stack.Spoken(other);
        await stack.Followed();
        Assert.Equal(16, await stack.Scalar<long>($"select count(*) from realtime.seal where stream = '{other}'"));
        Assert.Empty(await stack.Findings(other));
        Assert.Equal(["event-moved at 9"], await stack.Findings(conversation));
    }

    [Fact]
    public async Task A_conversation_that_cannot_be_sealed_is_named_and_skipped_until_it_can_be()
    {
        await using var stack = await AuditStack.New();
        await stack.Execute($"""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no seal'; end $$;
            create trigger refuse before insert on realtime.seal for each row
                when (new.stream = '{conversation}' and new.version > 4) execute function refuse()
            """);
        for (var n = 0; n < 3; n++)
            await Task.WhenAll(stack.Spoken($"{other}-{n}"), n < 2 ? stack.Spoken(conversation) : Task.CompletedTask);

        for (var n = 0; n < 3; n++) await Sealed(stack, $"{other}-{n}", 16);
        await Patience.Until(async () => await stack.Findings(conversation) is [var only]
            && only.StartsWith("unsealed at ", StringComparison.Ordinal));
        Assert.False((bool)(await stack.Get("/audit/verify"))["intact"]!);
        await Patience.Until(async () => await Health(stack, "Seals") == "Degraded" && await Health(stack, "rows") == "Degraded");

        // Later events of this and of other conversations.
        await stack.Spoken(conversation);
        await stack.Spoken(other);
        await Sealed(stack, other, 16);

        await stack.Execute("drop trigger refuse on realtime.seal");
        await Sealed(stack, conversation, 48);
        await Patience.Until(async () => await Health(stack, "Seals") == "Healthy" && await Health(stack, "rows") == "Healthy");
        await stack.Spoken(conversation);
        await Sealed(stack, conversation, 64);
        var whole = await stack.Get("/audit/verify");
        Assert.True((bool)whole["intact"]!, whole.ToJsonString());
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_named_and_the_rest_is_verified()
    {
        await using var stack = await AuditStack.New();
        await stack.Spoken(conversation);
        await stack.Spoken(other);
        await stack.Followed();
        await stack.Execute($"update mt_events set timestamp = '20000-01-01' where stream_id = '{conversation}' and version = 9");
        Assert.Equal(["readable at 9", "event-altered at 9"], await stack.Findings(conversation));
        Assert.Equal(["readable at 9", "event-altered at 9"], Answers.Named(await stack.Get("/audit/verify")));
    }

    /// <summary>The first version required unique sequences.</summary>
    [Fact]
    public async Task The_table_of_the_first_version_is_changed_at_start_up()
    {
        var database = await Realtime.Testing.Servers.SharedServers.NewDatabase();
        await using (await AuditStack.Start(database)) { }
        const string first = "alter table realtime.seal add constraint seal_sequence_key unique (sequence)";
        await using var stack = await AuditStack.Start(database, before: first);
        Assert.Equal(0, await stack.Scalar<long>("select count(*) from pg_constraint where conname = 'seal_sequence_key'"));
    }

    static Task Sealed(AuditStack stack, string conversation, long seals) => Patience.Until(
        async () => await stack.Scalar<long>($"select count(*) from realtime.seal where stream = '{conversation}'") == seals,
        $"{seals} seals of {conversation}");

    static async Task<string?> Health(AuditStack stack, string check) =>
        (string?)JsonNode.Parse(await stack.WorkerHttp.GetStringAsync("/health"))!["checks"]![check]!["status"];
}
