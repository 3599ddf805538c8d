using System.Text.Json;
using System.Text.Json.Serialization;
using Realtime.Sessions;

namespace Realtime.Api.Access.Keys;

/// <summary>
/// Keys that are managed elsewhere: a JSON array of tenant, scopes and hash of each key (or the key, where the file itself is a secret).
/// The API reads the file again every two seconds; a key that is missing then is revoked.
/// </summary>
static class KeyFile
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="Id">The public part of the key, given with Sha256; both are left out where Key has the whole key.</param>
    /// <param name="Sha256">The hash of the whole key, in hexadecimal.</param>
    internal sealed record Entry(
        string? Key, string? Id, string? Sha256, string? Tenant, string? Name, IReadOnlyList<string>? Scopes, string? Role,
        DateTimeOffset? ExpiresAt);

    /// <summary>What is wrong with the file, as the end of a sentence; null if nothing is.</summary>
    public static string? Problem(string path)
    {
        try
        {
            Parse(File.ReadAllBytes(path));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or JsonException)
        {
            return $"({path}) cannot be used: {e.Message}";
        }
    }

    /// <exception cref="FormatException">An entry is invalid; the message names the entry and never its content.</exception>
    public static IReadOnlyList<KnownKey> Parse(ReadOnlySpan<byte> file)
    {
        var entries = JsonSerializer.Deserialize<List<Entry>>(file, Json) ?? throw new FormatException("it must be an array of keys.");
        var keys = entries.Select((entry, at) => Of(entry, $"key {at + 1}{(entry.Name is { Length: > 0 } name ? $" ({name})" : "")}"))
            .ToList();
        return keys.CountBy(key => key.Id).FirstOrDefault(id => id.Value > 1) is { Key: { } twice }
            ? throw new FormatException($"{twice} is in it twice.")
            : keys;
    }

    /// <summary>The entry for a new key; nothing else stores it.</summary>
    public static string Write(string key, Tenant tenant, string name, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt) =>
        JsonSerializer.Serialize(
        new Entry(null, KeyText.IdOf(key), Convert.ToHexStringLower(KeyText.HashOf(key)), tenant.Name, name, scopes, Role: null, expiresAt),
        Json);

    static KnownKey Of(Entry entry, string which)
    {
        var id = entry.Key is { } whole ? KeyText.IdOf(whole) : entry.Id is { } told && KeyText.IsId(told) ? told : null;
        if (id is null) throw new FormatException($"{which} must be {KeyText.Rule}; or an id that begins so, and sha256.");
        var hash = entry.Key is { } key
            ? KeyText.HashOf(key)
            : HashOf(entry.Sha256) ?? throw new FormatException($"{which}: sha256 must be 64 hexadecimal digits.");
        if (entry.Tenant is null || !Tenant.IsValid(entry.Tenant)) throw new FormatException($"{which}: tenant must be {Tenant.Rule}");
        string[] names = [.. entry.Scopes ?? [], .. entry.Role is { } role ? [role] : (string[])[]];
        if (names.FirstOrDefault(name => !KeyRequest.IsKnown(name)) is { } unknown)
            throw new FormatException($"{which}: {unknown} is neither a scope nor a role.");
        if (Scopes.Of(names) is not { Count: > 0 } scopes) throw new FormatException($"{which} needs scopes, or a role.");
        return new KnownKey(id, hash, new Tenant(entry.Tenant, KeyText.IsTest(id)), entry.Name ?? id, scopes, entry.ExpiresAt);
    }

    static byte[]? HashOf(string? hexadecimal) =>
        hexadecimal is { Length: 64 } && hexadecimal.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hexadecimal) : null;
}
