using System.Text.Json;
using Realtime.Sessions;
using Realtime.Testing.Log;

namespace Realtime.Audit.Tests;

/// <summary>Writes sessions as the API and the worker do. All their content has the same secret word.</summary>
static class SecretTalk
{
    /// <summary>The word that must not be found anywhere after an erasure.</summary>
    public const string Secret = "xylophone";

    static readonly SessionOptions Options = new("gpt-realtime-2.1", "marin", Instructions: $"Say {Secret}.");

    public static string NewConversation() => Life.NewConversation();

    /// <summary>Writes a request and a claim: versions 1 and 2 of a new conversation.</summary>
    public static async Task<Guid> Claimed(this AuditStack stack, string conversation, SessionOptions? options = null)
    {
        var session = await stack.AsApi.Request(conversation, options ?? Options);
        await stack.AsWorker.Claim(conversation, session);
        return session;
    }

    /// <summary>Writes a started session with every kind of content: versions 1 to 14 of a new conversation.</summary>
    public static async Task<Guid> Speaking(this AuditStack stack, string conversation)
    {
        var session = await stack.Claimed(conversation);
        await stack.AsApi.SubmitText(conversation, session, Secret);
        var item = JsonSerializer.SerializeToElement(new { id = "item1", type = "message", role = "user",
            content = new[] { new { text = Secret } } });
        await stack.Record(conversation, session,
            new SessionStarted(session, "gpt-realtime-2.1", "marin", 12),
            new UpstreamConfigured(session, "sess_1", JsonSerializer.SerializeToElement(new { instructions = Secret })),
            new TextDelivered(session, "i1"),
            new ItemAdded(session, "item1", item),
            new ItemDone(session, "item1", item),
            new TranscriptDelta(session, "item2", "assistant", Secret),
            new TranscriptCompleted(session, "item2", "assistant", Secret),
            new HandoffRequested(session, "call1", "look_up", $"{{\"what\":\"{Secret}\"}}"),
            new HandoffAnswered(session, "call1", Secret, null),
            new UpstreamWarned(session, "invalid_value", $"{Secret} is not allowed"),
            new ResponseDone(session, "r1", "completed", new TokenUsage(7, 5)));
        return session;
    }

    /// <summary>Writes the same and its end, requested and recorded: versions 1 to 16.</summary>
    public static async Task<Guid> Spoken(this AuditStack stack, string conversation, EndReason reason = EndReason.Requested,
        SessionTotals? totals = null)
    {
        var session = await stack.Speaking(conversation);
        await stack.End(conversation, session, reason, totals);
        return session;
    }

    public static Task Record(this AuditStack stack, string conversation, Guid session, params SessionEvent[] events) =>
        stack.AsWorker.Record(conversation, session, events);

    public static async Task End(this AuditStack stack, string conversation, Guid session, EndReason reason = EndReason.Requested,
        SessionTotals? totals = null)
    {
        await stack.AsApi.RequestEnd(conversation, session);
        totals ??= new SessionTotals(AudioInMilliseconds: 1_000, Tokens: new TokenUsage(7, 5));
        await stack.AsWorker.End(conversation, session, new SessionOutcome(reason) { Totals = totals });
    }
}
