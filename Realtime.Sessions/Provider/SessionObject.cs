using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Realtime.Sessions.Provider;

/// <summary>
/// The provider's own session object as a start or a client secret gives it, without what <see cref="SessionOptions"/> says already (model
/// and instructions) and without secrets. Two are equal if they mean the same JSON.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class SessionObject(JsonElement json) : IEquatable<SessionObject>
{
    public const string Realtime = "realtime", Transcription = "transcription";

    /// <summary>What remains of an object whose content has been erased.</summary>
    public static readonly SessionObject Masked = new(JsonSerializer.SerializeToElement(new JsonObject()));

    public JsonElement Json { get; } = json;

    [JsonIgnore]
    public bool IsTranscription => Json.TextOf("type") is Transcription;

    /// <summary>True only for an object whose secrets have been given back to it.</summary>
    [JsonIgnore]
    public bool HasSecrets => Json.Part("tools") is { ValueKind: JsonValueKind.Array } tools
        && tools.EnumerateArray().Any(tool => ToolSecrets.Fields.Any(name => tool.Part(name) is not null));

    /// <summary>Whether it has the field at this path, null or not.</summary>
    public bool Names(params ReadOnlySpan<string> path) => Json.Part(path) is not null;

    /// <summary>The model that transcribes the user's audio; null if the object names none.</summary>
    [JsonIgnore]
    public string? TranscriptionModel => Json.Part("audio", "input", "transcription")?.TextOf("model");

    public bool Equals(SessionObject? other) => other is not null && JsonElement.DeepEquals(Json, other.Json);

    public override bool Equals(object? obj) => Equals(obj as SessionObject);

    public override int GetHashCode() => Json.ValueKind is JsonValueKind.Object ? Json.GetPropertyCount() : 0;

    /// <summary>No content: options may end up in a log line.</summary>
    public override string ToString() => $"session object of {Json.GetRawText().Length} characters";

    sealed class Converter : JsonConverter<SessionObject>
    {
        public override SessionObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, SessionObject value, JsonSerializerOptions options) => value.Json.WriteTo(writer);
    }
}
