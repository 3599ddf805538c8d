using System.Text.Json;
using Realtime.Testing.Client;

namespace Realtime.Reconnect.Tests.Records;

/// <summary>
/// What a client read from a live socket: the whole lifecycle as envelopes, and everything else as a message of the model or as an envelope.
/// Each version comes once, and the model says nothing twice to one owner of the session. A killed worker takes with it what it told but had
/// not recorded yet: after the resumption the client says its line again, and the next worker's model has it for the first time.
/// </summary>
static class LiveRecord
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    // A client that starts its session over HTTP and attaches then has read the request in the answer to its start.
    static readonly string[] Lifecycle = ["session_claimed", "session_started", "transport_renewed", "session_resumed",
        "end_requested", "session_ended"];

    public static void Check(string[] lines, IReadOnlyList<Event> log)
    {
        var read = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var envelopes = read.Where(Is("event")).Select(e => Body(e).Deserialize<Event>(Json)!).ToList();
        Assert.Equal(envelopes.Select(e => e.Version).Distinct().Order(), envelopes.Select(e => e.Version));
        foreach (var e in envelopes) log.Single(logged => logged.Version == e.Version).MustBe(e);
        Assert.Equal(log.Where(IsLifecycle).Select(e => e.Version), envelopes.Where(IsLifecycle).Select(e => e.Version));
        Assert.True(log.IsFinished() || log.IsLostByTheRules(), log.Life());

        var resumed = read.Index().Where(e => Is("event")(e.Item) && Body(e.Item).Deserialize<Event>(Json)!.Type == "session_resumed")
            .Select(e => e.Index).ToList();
        var model = read.Select((line, at) => (Line: line, Owner: resumed.Count(before => before < at))).Where(said => Is("model")(said.Line))
            .Select(said => (Message: Body(said.Line), said.Owner)).ToList();
        Complete("response_done", "responseId", "response.done", message => message.GetProperty("response").GetProperty("id"));
        Complete("item_done", "itemId", "conversation.item.done", message => message.GetProperty("item").GetProperty("id"));

        void Complete(string type, string name, string modelType, Func<JsonElement, JsonElement> id)
        {
            var said = model.Where(m => m.Message.GetProperty("type").GetString() == modelType)
                .Select(m => (Id: id(m.Message).GetString(), m.Owner)).ToList();
            Assert.Equal(said.Distinct(), said);
            var missing = log.Where(e => e.Type == type && said.All(m => m.Id != e.Text(name)) && envelopes.All(read => read.Version != e.Version));
            Assert.True(!missing.Any(), $"The log has {string.Join(", ", missing)}, which the client did not read:\n{string.Join('\n', lines)}");
        }
    }

    static bool IsLifecycle(Event e) => Lifecycle.Contains(e.Type);

    static Func<JsonElement, bool> Is(string kind) => line => line.GetProperty("kind").GetString() == kind;

    static JsonElement Body(JsonElement line) => line.TryGetProperty("event", out var e) ? e : line.GetProperty("message");
}
