using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Realtime.Api.Access.Keys;

/// <summary>How a key is written: rt_live_ or rt_test_, an id that may be seen, and 256 random bits that nobody keeps.</summary>
static class KeyText
{
    public const string Prefix = "rt_";
    const string Live = Prefix + "live_", Test = Prefix + "test_";
    const int IdLength = 16, SecretLength = 64;

    /// <summary>For those who gave something else.</summary>
    public static readonly string Rule = $"a key as `keys create` prints it: {Live} or {Test}, {IdLength} hexadecimal digits, _, and {SecretLength} more";

    static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    public static string Make(bool isTest) =>
        (isTest ? Test : Live) + RandomNumberGenerator.GetHexString(IdLength, lowercase: true) + "_" + RandomNumberGenerator.GetHexString(SecretLength, lowercase: true);

    /// <summary>The part that may be seen: the mode and the id. Null for what is no key, however long: nothing beyond a key's own length is looked at.</summary>
    public static string? IdOf(string key)
    {
        if (key.Length != Live.Length + IdLength + 1 + SecretLength) return null;
        if (!key.StartsWith(Live, StringComparison.Ordinal) && !key.StartsWith(Test, StringComparison.Ordinal)) return null;
        var id = key.AsSpan(Live.Length, IdLength);
        var secret = key.AsSpan(Live.Length + IdLength + 1);
        if (key[Live.Length + IdLength] != '_' || id.ContainsAnyExcept(Hexadecimal) || secret.ContainsAnyExcept(Hexadecimal)) return null;
        return key[..(Live.Length + IdLength)];
    }

    /// <summary>Of a key or of its id.</summary>
    public static bool IsTest(string key) => key.StartsWith(Test, StringComparison.Ordinal);

    public static bool IsId(string id) => id.Length == Live.Length + IdLength && IdOf($"{id}_{new string('0', SecretLength)}") is not null;

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
