using System.Text.Json;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Bench.Appends;

/// <summary>The lifecycle of one session in single events: as commands, and as the rows that they write.</summary>
static class Life
{
    public static readonly OwnerToken Owner = new("bench", 1);

    public static SessionCommand[] Commands(Guid session) =>
    [
        new Start(session, new SessionOptions("gpt-realtime-2.1", "marin", "Be brief.")),
        new Claim(session, Owner.WorkerId, "http://127.0.0.1:5090"),
        new Record(session, Owner, [new SessionStarted(session, "gpt-realtime-2.1", "marin", 120)]),
        new RequestEnd(session),
        new Sessions.End(session, Owner, new SessionOutcome(EndReason.Requested), []),
    ];

    /// <summary>Writes the events up to the start; returns the conversation's state and version after it.</summary>
    public static async Task<Committed> Begin(Conversations conversations, string conversation, Guid session)
    {
        Committed? last = null;
        foreach (var command in Commands(session).Take(3))
            last = await conversations.Transact(conversation, command, CancellationToken.None);
        return last!;
    }

    /// <summary>Transcript events as they come from a model, several in one message.</summary>
    public static SessionEvent[] Words(Guid session, int count) =>
        [.. Enumerable.Range(0, count)
            .Select(i => new TranscriptDelta(session, "item_0123456789", "assistant", $" and so they went on for word {i} and more"))];

    /// <summary>The rows that each step writes: the event, and the document after it.</summary>
    public static Row[] Rows(string conversation)
    {
        var now = Conversation.Unborn(conversation);
        var rows = new List<Row>();
        foreach (var command in Commands(Guid.CreateVersion7()))
        {
            var e = SessionDecider.Decide(now, command).Single();
            now = now.After(e);
            now.Version = rows.Count + 1;
            rows.Add(new Row(Name(e), Data(e), JsonSerializer.SerializeToUtf8Bytes(now, EventTypes.Json), command.GetType().Name));
        }

        return [.. rows];
    }

    public static string Name(SessionEvent e) => JsonNamingPolicy.SnakeCaseLower.ConvertName(e.GetType().Name);

    public static byte[] Data(SessionEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, e.GetType(), EventTypes.Json);
}

/// <summary>The row of an event, and the document that is saved with it.</summary>
sealed record Row(string Type, byte[] Data, byte[] Document, string Causation);
