using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Realtime.Api.Access.Keys;

/// <summary>The format of a key: rt_live_ or rt_test_, a public id, and 256 random bits of which only the hash is stored.</summary>
static class KeyText
{
    public const string Prefix = "rt_";
    const string Live = Prefix + "live_", Test = Prefix + "test_";
    const int IdLength = 16, SecretLength = 64;

    /// <summary>The format, for error messages.</summary>
    public static readonly string Rule =
        $"a key as `keys create` prints it: {Live} or {Test}, {IdLength} hexadecimal digits, _, and {SecretLength} more";

    static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    public static string Make(bool isTest) =>
        (isTest ? Test : Live) + RandomNumberGenerator.GetHexString(IdLength, lowercase: true) + "_"
            + RandomNumberGenerator.GetHexString(SecretLength, lowercase: true);

    /// <summary>The public part: the mode and the id. Null if the text is not a key; a text of another length is not examined.</summary>
    public static string? IdOf(string key)
    {
        if (key.Length != Live.Length + IdLength + 1 + SecretLength) return null;
        if (!key.StartsWith(Live, StringComparison.Ordinal) && !key.StartsWith(Test, StringComparison.Ordinal)) return null;
        var id = key.AsSpan(Live.Length, IdLength);
        var secret = key.AsSpan(Live.Length + IdLength + 1);
        if (key[Live.Length + IdLength] != '_' || id.ContainsAnyExcept(Hexadecimal) || secret.ContainsAnyExcept(Hexadecimal)) return null;
        return key[..(Live.Length + IdLength)];
    }

    /// <summary>For a key or its id.</summary>
    public static bool IsTest(string key) => key.StartsWith(Test, StringComparison.Ordinal);

    public static bool IsId(string id) => id.Length == Live.Length + IdLength && IdOf($"{id}_{new string('0', SecretLength)}") is not null;

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
