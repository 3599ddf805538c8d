using System.Text.Json;

namespace Realtime.Simulator.Protocol;

/// <summary>
/// The token usage of one response, at simple rates: a text token is 4 letters, an audio token is 100 ms of input or 50 ms of output.
/// </summary>
internal static class Usage
{
    public static void Write(Utf8JsonWriter json, Item? input, IReadOnlyList<Output> outputs)
    {
        var heard = (Text: TextTokens(input?.Text), Audio: (input?.AudioMilliseconds ?? 0) / 100);
        var said = (Text: outputs.Sum(output => TextTokens(output.Words)), Audio: outputs.Sum(output => output.AudioMilliseconds) / 50);
        json.WriteStartObject("usage");
        json.WriteNumber("total_tokens", heard.Text + heard.Audio + said.Text + said.Audio);
        json.WriteNumber("input_tokens", heard.Text + heard.Audio);
        json.WriteNumber("output_tokens", said.Text + said.Audio);
        json.WriteStartObject("input_token_details");
        json.WriteNumber("text_tokens", heard.Text);
        json.WriteNumber("audio_tokens", heard.Audio);
        json.WriteNumber("image_tokens", 0);
        json.WriteNumber("cached_tokens", 0);
        json.WriteStartObject("cached_tokens_details");
        json.WriteNumber("text_tokens", 0);
        json.WriteNumber("audio_tokens", 0);
        json.WriteNumber("image_tokens", 0);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("output_token_details");
        json.WriteNumber("text_tokens", said.Text);
        json.WriteNumber("audio_tokens", said.Audio);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static int TextTokens(string? text) => ((text?.Length ?? 0) + 3) / 4;
}
