using Marten;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Testing.Log;

/// <summary>Writes the events of a session step by step, as the services do. Worker "w1" owns every session, in epoch 1.</summary>
public static class Life
{
    public const string Worker = "w1";

    public static readonly SessionOptions Options = new("gpt-realtime-2.1", Instructions: "Be brief.");

    public static OwnerToken Owner => new(Worker, 1);

    /// <summary>A conversation name that no other test uses.</summary>
    public static string NewConversation() => $"c-{Guid.NewGuid():n}";

    public static SessionStarted Started(Guid session) => new(session, "gpt-realtime-2.1", null, 12);

    public static TranscriptDelta Said(Guid session, string text) => new(session, "item", "assistant", text);

    public static async Task<Guid> Request(this Conversations api, string conversation, SessionOptions? options = null)
    {
        var session = Guid.CreateVersion7();
        await api.Transact(conversation, new Start(session, options ?? Options), default);
        return session;
    }

    public static Task SubmitText(this Conversations api, string conversation, Guid session, string text) =>
        api.Transact(conversation, new SubmitText(session, "i1", "user", text), default);

    public static Task Claim(this Conversations worker, string conversation, Guid session) =>
        worker.Transact(conversation, new Claim(session, Worker, "http://127.0.0.1:1"), default);

    public static Task<Committed> Record(this Conversations worker, string conversation, Guid session, params SessionEvent[] events) =>
        worker.Transact(conversation, new Sessions.Record(session, Owner, events), default);

    public static Task RequestEnd(this Conversations api, string conversation, Guid session) =>
        api.Transact(conversation, new RequestEnd(session), default);

    /// <param name="drained">Events that arrived before the end.</param>
    public static Task End(this Conversations worker, string conversation, Guid session, SessionOutcome outcome,
        params SessionEvent[] drained) =>
        worker.Transact(conversation, new End(session, Owner, outcome, drained), default);

    /// <summary>Writes 6 events: requested, claimed, started, a text that was submitted and delivered, and a transcript.</summary>
    public static async Task<Guid> Begin(Node node, string conversation)
    {
        var session = await node.Conversations.Request(conversation);
        await node.Conversations.SubmitText(conversation, session, "hi");
        await node.Conversations.Claim(conversation, session);
        await node.Conversations.Record(conversation, session, Started(session), new TextDelivered(session, "i1"), Said(session, "hello"));
        return session;
    }

    /// <summary>Appends one more transcript without a notification to any node.</summary>
    public static async Task SaidWithoutNudge(this IDocumentStore store, string conversation, Guid session, long version)
    {
        await using var writing = store.LightweightSession();
        writing.Events.Append(conversation, version + 1, Said(session, "unheard"));
        await writing.SaveChangesAsync();
    }

    /// <summary>Writes 3 events: the end requested, a last transcript, and the end.</summary>
    public static async Task End(Node node, string conversation, Guid session)
    {
        await node.Conversations.RequestEnd(conversation, session);
        await node.Conversations.End(conversation, session, new SessionOutcome(EndReason.Requested), Said(session, "bye"));
    }
}
