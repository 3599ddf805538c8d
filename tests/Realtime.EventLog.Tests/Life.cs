using Marten;
using Realtime.Sessions;

namespace Realtime.EventLog.Tests;

/// <summary>Ordinary lives of sessions, written as the services write them.</summary>
static class Life
{
    public static readonly SessionOptions Options = new("gpt-realtime", Instructions: "Be brief.");

    public static OwnerToken Owner => new("w1", 1);

    public static SessionStarted Started(Guid session) => new(session, "gpt-realtime", null, 12);

    public static TranscriptDelta Said(Guid session, string text) => new(session, "item", "assistant", text);

    /// <summary>Requested, claimed, started, with a text delivered and something said: 6 events.</summary>
    public static async Task<Guid> Begin(Node node, string conversation)
    {
        var session = Guid.CreateVersion7();
        await node.Transact(conversation, new Start(session, Options));
        await node.Transact(conversation, new SubmitText(session, "i1", "user", "hi"));
        await node.Transact(conversation, new Claim(session, "w1", "http://127.0.0.1:1"));
        await node.Transact(conversation, new Record(session, Owner, [Started(session), new TextDelivered(session, "i1"), Said(session, "hello")]));
        return session;
    }

    /// <summary>An end asked for and given, with a last word drained: 3 events.</summary>
    public static async Task End(Node node, string conversation, Guid session)
    {
        await node.Transact(conversation, new RequestEnd(session));
        await node.Transact(conversation, new End(session, Owner, new SessionOutcome(EndReason.Requested), [Said(session, "bye")]));
    }

    /// <summary>One more word, by somebody who tells no node of it.</summary>
    public static async Task SaidWithoutNudge(this IDocumentStore store, string conversation, Guid session, long version)
    {
        await using var writing = store.LightweightSession();
        writing.Events.Append(conversation, version + 1, Said(session, "unheard"));
        await writing.SaveChangesAsync();
    }
}
