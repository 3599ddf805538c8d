using System.Text.Json;
using Realtime.Client;

namespace Samples.Reconnecting;

static class Talk
{
    static readonly string[] Lines = ["Hello there", """call weather {"city":"Oslo"}""", "Thank you"];
    static readonly JsonElement Tools = JsonSerializer.Deserialize<JsonElement>(
        """{"type": "realtime", "tools": [{"type": "function", "name": "weather", "parameters": {"type": "object"}}]}""");

    #region talk
    /// <summary>Says each line when the one before is answered, and answers tool calls. Returns when the session has ended.</summary>
    public static async Task Hold(RealtimeClient client, string name, Action<string> record)
    {
        var session = await client.StartAsync(name, new() { Modality = "text", OnWorkerLost = "resume", Session = Tools });
        var said = 0;
        await foreach (var e in session.FollowAsync())
        {
            record(e.Json.GetRawText()); // each event once, in the order of the log
            try
            {
                await (e.Data switch
                {
                    HandoffRequested call => session.AnswerToolAsync(call.CallId, "12 degrees"),
                    SessionStarted or TranscriptCompleted { Role: "assistant" } when said < Lines.Length =>
                        session.SendTextAsync(Lines[said], inputId: $"line-{++said}"),
                    TranscriptCompleted { Role: "assistant" } => session.EndAsync(),
                    _ => Task.CompletedTask,
                });
            }
            catch (ProblemException late) when (late.Name == ProblemName.SessionNotLive)
            {
                // session_ended follows, and says why.
            }
        }
    }
    #endregion
}
