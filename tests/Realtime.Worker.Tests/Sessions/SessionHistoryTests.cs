using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>What a new owner finds in the log.</summary>
public sealed class SessionHistoryTests
{
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

        Assert.Equal(["before"], history.Select(e => e.Event).OfType<TextSubmitted>().Select(text => text.InputId));
        Assert.Equal(claim.Version - 1, history.Count);
    }
}
