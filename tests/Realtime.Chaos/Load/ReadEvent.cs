using System.Text.Json;

namespace Realtime.Chaos.Load;

/// <summary>One event as a client read it, with the hash of its whole text.</summary>
sealed record ReadEvent(long Version, string Type, Guid Session, JsonElement Data, int Hash, TimeSpan At)
{
    public string? Text(string name) =>
        Data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public static ReadEvent Parse(ReadOnlyMemory<byte> json, TimeSpan at)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var session = root.TryGetProperty("sessionId", out var id) ? id.GetGuid() : Guid.Empty;
        return new(root.GetProperty("version").GetInt64(), root.GetProperty("type").GetString()!, session, root.GetProperty("data").Clone(),
            HashOf(json.Span), at);
    }

    /// <summary>Equal texts have equal hashes, within this process.</summary>
    public static int HashOf(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        return hash.ToHashCode();
    }
}
