using System.Text.Json;
using System.Text.Json.Serialization;

namespace Realtime.Api.Sessions;

/// <summary>Reads any JSON as it is, doubled fields too, so that its examination can refuse them by their path.</summary>
sealed class AnyJson : JsonConverter<JsonElement?>
{
    public override bool HandleNull => true;

    public override JsonElement? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement? value, JsonSerializerOptions options) => value?.WriteTo(writer);
}
