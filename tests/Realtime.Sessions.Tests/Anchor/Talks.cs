using System.Text.Json;

namespace Realtime.Sessions.Tests.Anchor;

/// <summary>Turns numbers into the record of a conversation: sessions one after the other, with what both sides say in them.</summary>
sealed class Talks
{
    static readonly SessionError Broken = new("broken", "It broke.", ErrorOrigin.Upstream, Retryable: false);

    readonly List<SessionEvent> events = [];
    readonly Dictionary<string, string> said = [];
    Guid session;
    bool started;
    int detail;

    public static IReadOnlyList<SessionEvent> Of(IEnumerable<int> numbers)
    {
        var talks = new Talks();
        foreach (var number in numbers) talks.Next(number);
        return talks.events;
    }

    void Next(int number)
    {
        detail = number;
        if (session == default) Request();
        else if (!started) StartOrFail();
        else if (Pick(16) == 0) End(Pick(EndReason.Requested, EndReason.Error, EndReason.WorkerLost, EndReason.TransportClosed));
        else events.Add(Say());
    }

    void Request()
    {
        session = new Guid(events.Count + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        events.Add(new SessionRequested(session, Story.Options));
    }

    void StartOrFail()
    {
        if (Pick(6) == 0) End(Pick(EndReason.StartFailed, EndReason.Replaced));
        else
        {
            events.Add(new SessionStarted(session, "gpt-realtime-2.1", null, 1));
            started = true;
        }
    }

    void End(EndReason reason)
    {
        events.Add(new SessionEnded(session, reason, reason is EndReason.Error or EndReason.StartFailed ? Broken : null, null, null,
            SessionTotals.None, true));
        (session, started) = (default, false);
        said.Clear();
    }

    SessionEvent Say()
    {
        var item = $"i{Pick(3)}";
        return Pick(10) switch
        {
            0 => Completed(item),
            1 => new SpeechStarted(session, item, 1),
            2 => new ItemAdded(session, item, JsonSerializer.SerializeToElement(new { id = item, type = "message" })),
            3 => new ItemAdded(session, item,
                JsonSerializer.SerializeToElement(new { id = item, type = "function_call", call_id = $"c{Pick(3)}" })),
            4 => new HandoffRequested(session, $"c{Pick(3)}", "weather", "{}"),
            5 => new ResponseDone(session, "r", Pick(2) == 0 ? "cancelled" : "completed", TokenUsage.None),
            6 => Failed(item),
            _ => Delta(item),
        };
    }

    TranscriptDelta Delta(string item)
    {
        var delta = ((char)('a' + Pick(26))).ToString();
        said[item] = said.GetValueOrDefault(item, "") + delta;
        return new TranscriptDelta(session, item, "assistant", delta);
    }

    TranscriptionFailed Failed(string item)
    {
        said.Remove(item);
        return new TranscriptionFailed(session, item, "unclear", "It is unclear.");
    }

    TranscriptCompleted Completed(string item)
    {
        said.Remove(item, out var text);
        return new TranscriptCompleted(session, item, "assistant", text + ".");
    }

    T Pick<T>(params IReadOnlyList<T> choices) => choices[Pick(choices.Count)];

    int Pick(int choices)
    {
        var picked = detail % choices;
        detail /= choices;
        return picked;
    }
}
