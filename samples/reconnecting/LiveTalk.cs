using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Client;

namespace Samples.Reconnecting;

static class LiveTalk
{
    static readonly string[] Lines = ["Hello there", "How are you", "Thank you"];

    #region live
    /// <summary>
    /// The same over a live socket. What was sent while the socket or the worker was lost may be lost too, so it is said again.
    /// </summary>
    public static async Task Hold(RealtimeClient client, string name, Action<string> record)
    {
        var session = await client.StartAsync(name, new() { Model = "sim", OnWorkerLost = "resume" });
        await using var live = await session.ConnectAsync();
        var answered = new HashSet<string>();
        await foreach (var message in live.ReadAsync())
        {
            record(Text(message));
            if (AnswerIn(message) is { } answer && answered.Add(answer))
            {
                if (answered.Count < Lines.Length) await Say(live, answered.Count);
                else await session.EndAsync();
            }
            else if (answered.Count < Lines.Length && IsBeginning(message)) await Say(live, answered.Count);
        }
    }

    static bool IsBeginning(LiveMessage message) => message is Reconnected or LoggedMessage { Event.Data: SessionStarted or SessionResumed };

    /// <summary>The id of a response that is complete: live in the model's words, and after a return perhaps in those of the log.</summary>
    static string? AnswerIn(LiveMessage message) => message switch
    {
        ModelMessage { Type: "response.done" } done when done.Json.GetProperty("response").GetProperty("status").GetString() == "completed" =>
            done.Json.GetProperty("response").GetProperty("id").GetString(),
        LoggedMessage { Event.Data: ResponseDone { Status: "completed" } done } => done.ResponseId,
        _ => null,
    };

    static async Task Say(LiveSession live, int line)
    {
        try
        {
            await live.SendAsync(Json("""{"type": "session.update", "session": {"type": "realtime", "output_modalities": ["text"]}}"""));
            var item = new JsonObject
            {
                ["id"] = $"line_{line}", // an item that the model has is refused, and nothing happens
                ["type"] = "message",
                ["role"] = "user",
                ["content"] = new JsonArray(new JsonObject { ["type"] = "input_text", ["text"] = Lines[line] }),
            };
            await live.SendAsync(Json(new JsonObject { ["type"] = "conversation.item.create", ["item"] = item }.ToJsonString()));
            await live.SendAsync(Json("""{"type": "response.create"}"""));
        }
        catch (IOException)
        {
            // The socket was lost: Reconnected follows, and the line is said again.
        }
    }
    #endregion

    static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    static string Text(LiveMessage message)
    {
        var (kind, body) = message switch
        {
            LoggedMessage { Event.Json: var e } => ("event", e),
            ModelMessage { Json: var m } => ("model", m),
            _ => ("other", JsonSerializer.SerializeToElement(message.ToString())),
        };
        return JsonSerializer.Serialize(new { kind, message = body });
    }
}
