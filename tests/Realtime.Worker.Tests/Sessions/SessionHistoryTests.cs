using System.Text.Json;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>What a new owner finds in the log, and what of it the model has not been told.</summary>
public sealed class SessionHistoryTests
{
    static readonly Guid Session = Guid.CreateVersion7();
    static readonly TextSubmitted Text = new(Session, "i1", "user", "hi");

    /// <summary>The owner follows the conversation from its claim on: what came behind it must not be in its history too.</summary>
    [Fact]
    public async Task What_comes_behind_the_claim_is_not_in_the_history()
    {
        await using var node = await Node.Start(await SharedServers.NewDatabase());
        var conversation = Life.NewConversation();
        var session = await node.Conversations.Request(conversation, Life.Options with { OnWorkerLost = OnWorkerLost.Resume });
        await node.Conversations.Claim(conversation, session);
        await node.Conversations.Record(conversation, session, Life.Started(session));
        await node.Conversations.Transact(conversation, new SubmitText(session, "before", "user", "before"), default);
        var claim = await node.Conversations.Transact(conversation, new TakeOver(session, Life.Owner, "w2", "http://w2"), default);
        await node.Conversations.Transact(conversation, new SubmitText(session, "behind", "user", "behind"), default);

        var history = await new SessionHistory(node.Reader).Read(conversation, session, after: 1, default, upTo: claim.Version);

        Assert.Equal(["before"], SessionHistory.Unsent(history).OfType<TextSubmitted>().Select(text => text.InputId));
        Assert.Equal(claim.Version - 1, history.Count);
    }

    [Fact]
    public void A_text_whose_item_the_model_has_is_not_sent_again_though_its_delivery_is_not_recorded() =>
        Assert.Empty(SessionHistory.Unsent([Text, Item(Items.OfText(Text), "hi")]));

    [Fact]
    public void The_same_words_under_another_input_are_another_text()
    {
        var again = Text with { InputId = "i2" };
        Assert.Equal([again], SessionHistory.Unsent([Text, again, new TextDelivered(Session, "i1"), new TextDelivered(Session, "i2"), Item(Items.OfText(Text), "hi")]));
    }

    [Fact]
    public void What_the_first_version_told_is_known_by_its_words() =>
        Assert.Empty(SessionHistory.Unsent([Text, new TextDelivered(Session, "i1"), Item("item_of_upstream", "hi")]));

    [Fact]
    public void An_items_id_is_one_that_the_model_takes() => Assert.Equal(32, Items.OfText(Text).Length);

    static ItemDone Item(string id, string text) =>
        new(Session, id, JsonSerializer.SerializeToElement(new { id, type = "message", role = "user", content = new[] { new { type = "input_text", text } } }));
}
