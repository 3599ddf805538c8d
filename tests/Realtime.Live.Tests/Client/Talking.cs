using System.Text.Json.Nodes;

namespace Realtime.Live.Tests.Client;

/// <summary>A client's messages to the model.</summary>
static class Talking
{
    public static Task AnswerInText(this LiveClient client) =>
        client.Send(new { type = "session.update", session = new { type = "realtime", output_modalities = new[] { "text" } } });

    /// <summary>
    /// Sends what a client sends first: instructions, a function, turn detection off. Returns the configuration that the model confirms.
    /// </summary>
    public static async Task<LiveMessage> Configure(this LiveClient client)
    {
        await client.Send(new
        {
            type = "session.update",
            session = new
            {
                type = "realtime",
                instructions = "You know the weather.",
                output_modalities = new[] { "text" },
                tools = new[] { new { type = "function", name = "weather", parameters = new { type = "object" } } },
                audio = new { input = new { turn_detection = (object?)null }, output = new { voice = "cedar" } },
            },
        });
        return await client.Until(m => m.Type == "session.updated"
            && m.Json.GetProperty("session").GetProperty("tools").GetArrayLength() == 1, "the configuration");
    }

    /// <summary>Makes the model call the function.</summary>
    public static async Task<LiveMessage> CallFunction(this LiveClient client)
    {
        await client.Item("call weather {\"city\":\"Ulm\"}");
        await client.Respond();
        return await client.Until("response.function_call_arguments.done");
    }

    /// <summary>The configuration in a session.updated, without what differs between transports.</summary>
    public static JsonObject Settings(this LiveMessage updated)
    {
        var settings = JsonObject.Create(updated.Json.GetProperty("session"))!;
        settings.Remove("id");
        settings.Remove("expires_at");
        return settings;
    }

    public static Task Item(this LiveClient client, string text) =>
        client.Send(new { type = "conversation.item.create",
            item = new { type = "message", role = "user", content = new[] { new { type = "input_text", text } } } });

    public static Task Respond(this LiveClient client) => client.Send(new { type = "response.create" });

    public static Task Append(this LiveClient client, string base64) =>
        client.Send(new { type = "input_audio_buffer.append", audio = base64 });

    /// <summary>Sends a text and returns when the model has answered.</summary>
    public static async Task Say(this LiveClient client, string text)
    {
        await client.Item(text);
        await client.Respond();
        await client.Until("response.done");
    }
}
