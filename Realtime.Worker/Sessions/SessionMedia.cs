using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions;
using Realtime.Worker.Buffers;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The images of a session's items, from an API, until the model has them. The log has only references to them. What no item in the log
/// refers to in time is dropped.
/// </summary>
/// <param name="share">Counts the bytes that it holds.</param>
sealed class SessionMedia(BufferShare share, TimeProvider time)
{
    /// <summary>The most bytes of a session's images at a time.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>How long the item of an image may take to reach this worker through the log.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Lock gate = new();
    readonly Dictionary<(string InputId, string Sha256), Held> all = [];
    int held;

    /// <summary>False if the session holds too much already.</summary>
    public bool TryAdd(string inputId, string sha256, byte[] bytes)
    {
        lock (gate)
        {
            foreach (var old in all.Where(media => time.GetElapsedTime(media.Value.At) > Patience).Select(media => media.Key).ToList())
                Remove(old);
            if (all.ContainsKey((inputId, sha256))) return true;
            if (held + bytes.Length > MostBytes || !share.TryAdd(bytes.Length)) return false;
            all[(inputId, sha256)] = new Held(bytes, time.GetTimestamp());
            held += bytes.Length;
            return true;
        }
    }

    /// <summary>The item with its images in the place of the references; null if one is not here.</summary>
    public ItemSubmitted? Restore(ItemSubmitted item)
    {
        var whole = JsonNode.Parse(item.Item.GetRawText())!;
        foreach (var part in whole["content"]!.AsArray().OfType<JsonObject>())
        {
            if (part["image_url"] is not JsonObject reference) continue;
            if (Find(item.InputId, (string)reference["sha256"]!) is not { } bytes) return null;
            part["image_url"] = $"data:{(string)reference["type"]!};base64,{Convert.ToBase64String(bytes)}";
        }

        return item with { Item = whole.Deserialize<JsonElement>(), Images = null };
    }

    /// <summary>The model has the item, or never gets it.</summary>
    public void Release(string inputId)
    {
        lock (gate)
        {
            foreach (var media in all.Keys.Where(key => key.InputId == inputId).ToList()) Remove(media);
        }
    }

    byte[]? Find(string inputId, string sha256)
    {
        lock (gate) return all.GetValueOrDefault((inputId, sha256))?.Bytes;
    }

    void Remove((string, string) key)
    {
        if (!all.Remove(key, out var gone)) return;
        held -= gone.Bytes.Length;
        share.Give(gone.Bytes.Length);
    }

    sealed record Held(byte[] Bytes, long At);
}
