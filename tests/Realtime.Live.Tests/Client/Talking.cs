namespace Realtime.Live.Tests.Client;

/// <summary>What a client of the model says.</summary>
static class Talking
{
    public static Task AnswerInText(this LiveClient client) => client.Send(new { type = "session.update", session = new { type = "realtime", output_modalities = new[] { "text" } } });

    public static Task Item(this LiveClient client, string text) =>
        client.Send(new { type = "conversation.item.create", item = new { type = "message", role = "user", content = new[] { new { type = "input_text", text } } } });

    public static Task Respond(this LiveClient client) => client.Send(new { type = "response.create" });

    public static Task Append(this LiveClient client, string base64) => client.Send(new { type = "input_audio_buffer.append", audio = base64 });

    /// <summary>Says something, and returns when it has been answered.</summary>
    public static async Task Say(this LiveClient client, string text)
    {
        await client.Item(text);
        await client.Respond();
        await client.Until("response.done");
    }
}
