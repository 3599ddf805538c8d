using System.Text.Json.Nodes;

namespace Realtime.Simulator.Protocol;

/// <summary>One item of a conversation, in the provider's own shape.</summary>
internal sealed record Item(JsonObject Json)
{
    public string Id => Json.RequiredText("id");

    public string Type => Json.RequiredText("type");

    public string? Role => Json.Text("role");

    /// <summary>The length of its audio in milliseconds; 0 without audio.</summary>
    public int AudioMilliseconds { get; init; }

    /// <summary>Its words: its text, the transcript of its audio, or the output of a function.</summary>
    public string? Text => Type == "function_call_output"
        ? Json.Text("output")
        : Json.Array("content")?.OfType<JsonObject>().Select(part => part.Text("text") ?? part.Text("transcript"))
            .FirstOrDefault(text => text is not null);

    /// <summary>How many images a message has, and how large they are together.</summary>
    public int ImagesShown => Images.Count();

    public int ImageBytes => Images.Sum(image => image[(image.IndexOf(',', StringComparison.Ordinal) + 1)..].TrimEnd('=').Length * 3 / 4);

    private IEnumerable<string> Images => Json.Array("content")?.OfType<JsonObject>()
        .Where(part => part.Text("type") == "input_image").Select(part => part.Text("image_url") ?? "") ?? [];

    public bool HoldsInputAudio => Json.Array("content")?.OfType<JsonObject>().Any(part => part.Text("type") == "input_audio") ?? false;

    public static Item SpokenByUser(string id, int audioMilliseconds) => new(new JsonObject
    {
        ["id"] = id,
        ["object"] = "realtime.item",
        ["type"] = "message",
        ["status"] = "completed",
        ["role"] = "user",
        ["content"] = new JsonArray(new JsonObject { ["type"] = "input_audio", ["transcript"] = null }),
    })
    {
        AudioMilliseconds = audioMilliseconds,
    };
}
