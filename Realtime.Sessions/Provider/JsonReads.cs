using System.Text.Json;

namespace Realtime.Sessions.Provider;

static class JsonReads
{
    extension(JsonElement value)
    {
        /// <summary>A field that is a text; null if there is none.</summary>
        public string? TextOf(string name) => value.Part(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

        /// <summary>A field of any kind, along a path of names; null if there is none.</summary>
        public JsonElement? Part(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (value.ValueKind is not JsonValueKind.Object || !value.TryGetProperty(name, out var next)) return null;
                value = next;
            }

            return value;
        }
    }
}
