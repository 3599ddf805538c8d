using System.Text.Json;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>What a new owner finds in the log, and which of it the model did not get.</summary>
public sealed class SessionHistoryTests
{
    static readonly Guid Session = Guid.CreateVersion7();
    static readonly TextSubmitted Text = new(Session, "i1", "user", "hi");

    /// <summary>The owner follows the conversation from its claim on, so later events must not be in its history too.</summary>
    [Fact]
    public async Task Events_after_the_claim_are_not_in_the_history()
    {
        await using var node = await Node.Start(await SharedServers.NewDatabase());
        var conversation = Life.NewConversation();
        var session = await node.Conversations.Request(conversation, Life.Options with { OnWorkerLost = OnWorkerLost.Resume });
        await node.Conversations.Claim(conversation, session);
        await node.Conversations.Record(conversation, session, Life.Started(session));
        await node.Conversations.Transact(conversation, new SubmitText(session, "before", "user", "before"), default);
        var claim = await node.Conversations.Transact(conversation, new TakeOver(session, Life.Owner, "w2", "http://w2"), default);
        await node.Conversations.Transact(conversation, new SubmitText(session, "behind", "user", "behind"), default);

        using var reader = new SessionHistory(node.Reader);
        using var past = await reader.Read(Tenant.Default.Conversation(conversation), session, TestCodec.Of(session), after: 1, default,
            upTo: claim.Version);

        Assert.Equal(["before"], past.Replay().Unsent.OfType<TextSubmitted>().Select(text => text.InputId));
        Assert.DoesNotContain(past.Events, e => e is TextSubmitted { InputId: "behind" });
    }

    [Fact]
    public async Task Of_a_very_long_session_only_the_newest_items_are_read_and_the_others_are_counted()
    {
        const int items = 40, each = 1024 * 1024;
        await using var node = await Node.Start(await SharedServers.NewDatabase());
        var conversation = Life.NewConversation();
        var session = await node.Conversations.Request(conversation, Life.Options with { OnWorkerLost = OnWorkerLost.Resume });
        await node.Conversations.Claim(conversation, session);
        await node.Conversations.Record(conversation, session, Life.Started(session));
        await node.Conversations.Transact(conversation, new SubmitText(session, "waits", "user", "waits"), default);
        for (var n = 0; n < items; n++)
            await node.Conversations.Record(conversation, session, Item($"item-{n}", new string((char)('a' + n % 26), each), session));

        using var history = new SessionHistory(node.Reader);
        using var past = await history.Read(Tenant.Default.Conversation(conversation), session, TestCodec.Of(session), after: 1, default);

        var kept = past.Events.OfType<ItemDone>().Select(item => item.ItemId).ToList();
        Assert.InRange(kept.Count, 11, 15);
        Assert.Equal($"item-{items - 1}", kept[^1]);
        Assert.Equal(items - kept.Count, past.ItemsLeftOut);
        Assert.Equal(["waits"], past.Replay().Unsent.OfType<TextSubmitted>().Select(text => text.InputId));
        var replay = past.Replay();
        Assert.Equal([$"the oldest {items - replay.Messages.Count} items: what was said is larger than 8388608 bytes"], replay.NotRestored);
    }

    [Fact]
    public async Task Large_pasts_wait_for_each_other_and_small_ones_wait_for_none()
    {
        await using var node = await Node.Start(await SharedServers.NewDatabase());
        var (small, large) = (await Said(node, bytes: 10_000), await Said(node, bytes: 1024 * 1024));
        using var history = new SessionHistory(node.Reader);
        var held = new List<SessionPast>();
        for (var n = 0; n < 8; n++) held.Add(await Read(large));
        var ninth = Read(large);
        for (var n = 0; n < 50; n++)
        {
            using var past = await Read(small);
            Assert.Single(past.Replay().Messages);
        }

        Assert.False(ninth.IsCompleted);
        held[0].Dispose();
        held[0].Dispose(); // frees its place only once
        held.Add(await ninth.WaitAsync(Patience.Time));
        Assert.Single(held[^1].Replay().Messages);
        var tenth = Read(large);
        using (await Read(small)) Assert.False(tenth.IsCompleted);
        foreach (var past in held) past.Dispose();
        using (await tenth.WaitAsync(Patience.Time)) Assert.Equal(0, held[0].ItemsLeftOut);

        Task<SessionPast> Read((string Conversation, Guid Session) of) =>
            history.Read(Tenant.Default.Conversation(of.Conversation), of.Session, TestCodec.Of(of.Session), after: 1, default);
    }

    static async Task<(string Conversation, Guid Session)> Said(Node node, int bytes)
    {
        var conversation = Life.NewConversation();
        var session = await node.Conversations.Request(conversation, Life.Options with { OnWorkerLost = OnWorkerLost.Resume });
        await node.Conversations.Claim(conversation, session);
        await node.Conversations.Record(conversation, session, Life.Started(session), Item("item", new string('x', bytes), session));
        return (conversation, session);
    }

    static ItemDone Item(string id, string text, Guid session) =>
        new(session, id,
            JsonSerializer.SerializeToElement(new { id, type = "message", role = "user",
                content = new[] { new { type = "input_text", text } } }));
}
