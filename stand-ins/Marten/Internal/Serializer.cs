using System.Text.Json;
using System.Text.Json.Serialization;
using Weasel.Core;

namespace Marten.Internal;

/// <summary>JSON as it is stored.</summary>
internal sealed class Serializer(JsonSerializerOptions options)
{
    static readonly JsonSerializerOptions HeaderOptions = new() { Converters = { new HeaderValueConverter() } };

    public byte[] Write(object value, Type type) => JsonSerializer.SerializeToUtf8Bytes(value, type, options);

    public object Read(byte[] json, Type type) =>
        JsonSerializer.Deserialize(json, type, options) ?? throw new JsonException($"null is no {type.Name}.");

    public T Read<T>(byte[] json) where T : notnull =>
        JsonSerializer.Deserialize<T>(json, options) ?? throw new JsonException($"null is no {typeof(T).Name}.");

    public byte[] WriteHeaders(Dictionary<string, object> headers) => JsonSerializer.SerializeToUtf8Bytes(headers, options);

    public static Dictionary<string, object>? ReadHeaders(byte[] json) =>
        JsonSerializer.Deserialize<Dictionary<string, object>>(json, HeaderOptions);

    public static JsonSerializerOptions Options(EnumStorage enums, Casing casing, Action<JsonSerializerOptions>? configure)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = casing switch
            {
                Casing.CamelCase => JsonNamingPolicy.CamelCase,
                Casing.SnakeCase => JsonNamingPolicy.SnakeCaseLower,
                _ => null,
            },
        };
        if (enums == EnumStorage.AsString) options.Converters.Add(new JsonStringEnumConverter());
        configure?.Invoke(options);
        return options;
    }
}
