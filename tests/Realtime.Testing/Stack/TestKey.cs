using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Realtime.Testing.Stack;

/// <summary>An API key for a test, and the file by which an API knows it.</summary>
public sealed record TestKey(string Key, string Tenant, params string[] Scopes)
{
    public string Id => Key[..Key.LastIndexOf('_')];

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <param name="scopes">Scopes or roles.</param>
    public static TestKey Of(string tenant, params string[] scopes) => new(Text("live"), tenant, scopes);

    /// <summary>A test key, which reaches only the simulator.</summary>
    public static TestKey ForTests(string tenant, params string[] scopes) => new(Text("test"), tenant, scopes);

    /// <summary>The path of a file for Realtime:Access:KeysFile.</summary>
    public static string File(params IEnumerable<TestKey> keys)
    {
        var path =
            Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "keys")).FullName, $"{Guid.NewGuid():N}.json");
        Write(path, keys);
        return path;
    }

    public static void Write(string path, IEnumerable<TestKey> keys) =>
        System.IO.File.WriteAllText(path, JsonSerializer.Serialize(keys.Select(key => new
        {
            id = key.Id,
            sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Key))),
            tenant = key.Tenant,
            scopes = key.Scopes.Where(scope => scope.Contains(':', StringComparison.Ordinal) || scope == "operate"),
            role = key.Scopes.FirstOrDefault(scope => !scope.Contains(':', StringComparison.Ordinal) && scope != "operate"),
            expiresAt = key.ExpiresAt,
        })));

    static string Text(string mode) =>
        $"rt_{mode}_{RandomNumberGenerator.GetHexString(16, lowercase: true)}_{RandomNumberGenerator.GetHexString(64, lowercase: true)}";
}
