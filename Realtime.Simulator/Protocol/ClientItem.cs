using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

/// <summary>Checks an item that a client creates, and adds what is missing.</summary>
internal static class ClientItem
{
    public static Item Read(JsonObject given)
    {
        var item = (JsonObject)given.DeepClone();
        item["id"] = item.Text("id") ?? Ids.New("item");
        item["object"] = "realtime.item";
        item["status"] = "completed";
        var audioMilliseconds = item.RequiredText("type") switch
        {
            "message" => CheckMessage(item),
            "function_call" => Check(item, "call_id", "name", "arguments"),
            "function_call_output" => Check(item, "call_id", "output"),
            "mcp_approval_response" => Check(item, "approval_request_id"),
            var other => throw ClientEventException.Invalid("item.type", $"a client cannot create an item of type '{other}' here."),
        };
        return new Item(item) { AudioMilliseconds = audioMilliseconds };
    }

    private static int Check(JsonObject item, params ReadOnlySpan<string> required)
    {
        foreach (var name in required)
            item.RequiredText(name);
        return 0;
    }

    private static int CheckMessage(JsonObject item)
    {
        var role = item.RequiredText("role");
        var bytes = 0;
        foreach (var part in item.Array("content") ?? throw ClientEventException.Missing("item.content"))
        {
            var content = part as JsonObject ?? throw ClientEventException.Invalid("item.content", "an object is expected.");
            switch (role, content.RequiredText("type"))
            {
                case ("user" or "system", "input_text") or ("assistant", "output_text"):
                    content.RequiredText("text");
                    break;
                case ("user", "input_audio"):
                    bytes += TakeAudio(content);
                    break;
                case ("user", "input_image"):
                    CheckImage(content);
                    break;
                case ("assistant", "output_audio"):
                    break;
                case (_, var type):
                    throw ClientEventException.Invalid("item.content.type", $"'{type}' is not allowed for role '{role}'.");
            }
        }

        return bytes / AudioFormat.BytesPerSample / AudioFormat.SamplesPerMillisecond;
    }

    private static void CheckImage(JsonObject content)
    {
        var image = content.RequiredText("image_url");
        if (!image.StartsWith("data:image/png;base64,", StringComparison.Ordinal)
            && !image.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal))
            throw ClientEventException.Invalid("item.content.image_url", "a PNG or a JPEG as a data URI is expected.");
    }

    // The model keeps only the length of the audio. It never returns the audio.
    private static int TakeAudio(JsonObject content)
    {
        var audio = content.Text("audio") ?? "";
        content.Remove("audio");
        return audio.AsSpan().TrimEnd('=').Length * 3 / 4;
    }
}
