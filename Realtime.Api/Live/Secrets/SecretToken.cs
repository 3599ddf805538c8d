using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Realtime.Api.Live.Secrets;

/// <summary>
/// The text of a client secret: ek_ and 48 bytes in base64url, which say nothing. The first bytes are the id by which we find what its maker
/// put in, the next are random, and the last are a checksum with the services' key. A text that we did not make fails the checksum, so
/// guesses never reach the database.
/// </summary>
static class SecretToken
{
    public const string Prefix = "ek_";

    /// <summary>The public name of a secret begins with it.</summary>
    public const string IdPrefix = "cs_";

    const int IdBytes = 12, RandomBytes = 20, ChecksumBytes = 16, Bytes = IdBytes + RandomBytes + ChecksumBytes;
    static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(Bytes);

    /// <param name="key">The services' key.</param>
    public static string Make(string key)
    {
        var bytes = new byte[Bytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, IdBytes + RandomBytes));
        Checksum(bytes, key).CopyTo(bytes.AsSpan(IdBytes + RandomBytes));
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>Its bytes; null for a text that is no token. A text of another length is not examined.</summary>
    public static byte[]? Read(string token)
    {
        if (token.Length != Length || !token.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var bytes = new byte[Bytes];
        return Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length), bytes, out _, out var written) is OperationStatus.Done && written == Bytes
            ? bytes
            : null;
    }

    public static string IdOf(ReadOnlySpan<byte> bytes) => IdPrefix + Convert.ToHexStringLower(bytes[..IdBytes]);

    public static bool IsId(string id) =>
        id.Length == IdPrefix.Length + 2 * IdBytes && id.StartsWith(IdPrefix, StringComparison.Ordinal)
            && !id.AsSpan(IdPrefix.Length).ContainsAnyExcept(Hexadecimal);

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static ReadOnlyMemory<byte> ChecksumIn(byte[] bytes) => bytes.AsMemory(IdBytes + RandomBytes);

    public static byte[] Checksum(byte[] bytes, string key) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes("client-secret:" + key), bytes.AsSpan(0, IdBytes + RandomBytes))[..ChecksumBytes];
}
