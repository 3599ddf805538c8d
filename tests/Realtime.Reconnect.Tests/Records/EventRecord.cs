using System.Text.Json;
using Realtime.Testing.Client;

namespace Realtime.Reconnect.Tests.Records;

/// <summary>What a client read from an event stream: the log, each event once and in order, and a conversation in which nothing is amiss.</summary>
static class EventRecord
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Check(string[] lines, IReadOnlyList<Event> log)
    {
        var read = lines.Select(line => JsonSerializer.Deserialize<Event>(line, Json)!).ToList();
        Assert.Equal(log.Select(e => e.Version), read.Select(e => e.Version));
        foreach (var (logged, e) in log.Zip(read)) logged.MustBe(e);

        if (log.IsLostByTheRules()) return;
        Assert.True(log.IsFinished(), log.Life());
        Once(log, "text_submitted", "inputId", ["line-1", "line-2", "line-3"]);
        Once(log, "handoff_answered", "callId", log.Where(e => e.Type == "handoff_requested").Select(e => e.Text("callId")));
        Assert.Contains(log, e => e.Type == "handoff_answered");
        Assert.All(log.Where(e => e.Type == "handoff_answered"), e => Assert.Equal("12 degrees", e.Text("output")));
    }

    public static void MustBe(this Event logged, Event read) => Assert.True(
        (logged.Type, logged.SessionId, logged.At) == (read.Type, read.SessionId, read.At) && JsonElement.DeepEquals(logged.Data, read.Data),
        $"The log has {logged}: {logged.Data}, the client read {read}: {read.Data}");

    static void Once(IReadOnlyList<Event> log, string type, string name, IEnumerable<string?> expected) =>
        Assert.Equal(expected.Order(), log.Where(e => e.Type == type).Select(e => e.Text(name)).Order());
}
