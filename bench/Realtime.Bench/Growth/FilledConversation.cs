using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Bench.Appends;
using Realtime.EventLog;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Bench.Growth;

/// <summary>
/// One conversation of a filled log with all its rows: one session that ended, with transcripts, as the product would have recorded,
/// folded, summarized and sealed it.
/// </summary>
sealed class FilledConversation
{
    public const string Actor = "worker", Causation = "Record";
    static readonly Guid Placeholder = Guid.Parse("11111111-2222-7333-8444-555555555555");

    public required string Name { get; init; }
    public required RecordedEvent[] Events { get; init; }
    public required Seal[] Seals { get; init; }
    public required Conversation Document { get; init; }
    public required SessionSummary Summary { get; init; }

    /// <summary>Builds the conversation of this number in a log that has grown for some time.</summary>
    /// <param name="sequenceOf">The position of each event in the whole log.</param>
    /// <param name="timeOf">When the event with this sequence happened.</param>
    public static FilledConversation Make(int number, int events, Func<int, long> sequenceOf, Func<long, DateTimeOffset> timeOf)
    {
        var (name, session) = (NameOf(number), Guid.CreateVersion7(timeOf(sequenceOf(0))));
        var stored = Templates.Of(events);
        var recorded = new RecordedEvent[events];
        var seals = new Seal[events];
        var (document, summary, before) = (Conversation.Unborn(name), new SessionSummary(), Seal.Origin);
        for (var i = 0; i < events; i++)
        {
            var (type, isLifecycle, template) = stored[i];
            var (sequence, data) = (sequenceOf(i), template.For(session));
            var logged = new LoggedEvent(name, i + 1, sequence, type, timeOf(sequence), data);
            var id = Guid.CreateVersion7(logged.At);
            if (isLifecycle)
            {
                var e = logged.Decode();
                id = EventIds.Of(Tenant.Default, e);
                document = document.After(e) with { Version = i + 1 };
                summary = summary.After(e, new EventPlace(name, i + 1, sequence, logged.At));
            }

            recorded[i] = new RecordedEvent(logged, id, Actor, null, Causation, Life.Owner.WorkerId, null, IsMasked: false);
            seals[i] = Seal.Of(recorded[i], before);
            before = seals[i].Digest;
        }

        return new FilledConversation { Name = name, Events = recorded, Seals = seals, Document = document, Summary = summary };
    }

    /// <summary>Names without an order in time, as clients choose them.</summary>
    public static string NameOf(int number) => $"{unchecked((uint)(number + 1) * 2_654_435_761u):x8}-filled-{number}";

    /// <summary>The data of an event as PostgreSQL writes a jsonb, in which only the session's id differs between conversations.</summary>
    sealed class Template
    {
        readonly byte[] text;
        readonly int[] places;

        public Template(SessionEvent e)
        {
            text = Encoding.UTF8.GetBytes(Canonical(JsonNode.Parse(Life.Data(e))!));
            var id = Encoding.UTF8.GetBytes(Placeholder.ToString());
            places = [.. Enumerable.Range(0, text.Length - id.Length + 1).Where(at => text.AsSpan(at).StartsWith(id))];
        }

        public byte[] For(Guid session)
        {
            var data = (byte[])text.Clone();
            foreach (var place in places) session.TryFormat(data.AsSpan(place), out _);
            return data;
        }

        /// <summary>Keys ordered by length and then by bytes, with a space after each comma and colon.</summary>
        static string Canonical(JsonNode? node) => node switch
        {
            JsonObject fields => "{" + string.Join(", ", fields.OrderBy(f => f.Key.Length).ThenBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => $"{JsonSerializer.Serialize(f.Key)}: {Canonical(f.Value)}")) + "}",
            JsonArray items => "[" + string.Join(", ", items.Select(Canonical)) + "]",
            null => "null",
            _ => node.ToJsonString(),
        };
    }

    static class Templates
    {
        static (string Type, bool IsLifecycle, Template Data)[] known = [];

        /// <summary>The events of one session: the start, transcripts, and the end.</summary>
        public static (string Type, bool IsLifecycle, Template Data)[] Of(int events)
        {
            if (known.Length == events) return known;
            var now = Conversation.Unborn("template");
            var lifecycle = new List<SessionEvent>();
            foreach (var command in Life.Commands(Placeholder))
            {
                lifecycle.Add(SessionDecider.Decide(now, command).Single());
                now = now.After(lifecycle[^1]);
            }

            SessionEvent[] all = [.. lifecycle[..3], .. Life.Words(Placeholder, events - lifecycle.Count), .. lifecycle[3..]];
            return known = [.. all.Select(e => (Life.Name(e), lifecycle.Contains(e), new Template(e)))];
        }
    }
}
