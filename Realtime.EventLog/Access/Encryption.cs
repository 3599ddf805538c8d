using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Realtime.EventLog.Access;

/// <summary>
/// Encrypts what must not be readable in the event log, with a key in the schema that readers of events have no right to read. The same text
/// in the same context gives the same result, so that a repeated request is recognized. The key is created once and never changes.
/// </summary>
public sealed class Encryption(NpgsqlDataSource database)
{
    const string Name = "session-secrets";
    const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;

    volatile Keys? known;

    /// <param name="context">What the text belongs to. It decrypts only there.</param>
    /// <returns>Base64 of nonce, tag and ciphertext.</returns>
    public async ValueTask<string> Encrypt(string context, string text, CancellationToken ct)
    {
        var keys = await Read(ct);
        var about = Encoding.UTF8.GetBytes(context);
        var plain = Encoding.UTF8.GetBytes(text);
        // A nonce that follows from the whole content never meets another content.
        byte[] content = [.. BitConverter.GetBytes(about.Length), .. about, .. plain];
        var nonce = HMACSHA256.HashData(keys.ForNonces, content).AsSpan(0, NonceBytes);
        var result = new byte[NonceBytes + TagBytes + plain.Length];
        nonce.CopyTo(result);
        using var aes = new AesGcm(keys.ForTexts, TagBytes);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceBytes + TagBytes), result.AsSpan(NonceBytes, TagBytes), about);
        return Convert.ToBase64String(result);
    }

    /// <exception cref="CryptographicException">It was not encrypted in this context and with this database's key.</exception>
    public async ValueTask<string> Decrypt(string context, string encrypted, CancellationToken ct)
    {
        var keys = await Read(ct);
        var all = Convert.FromBase64String(encrypted);
        if (all.Length < NonceBytes + TagBytes) throw new CryptographicException("The encrypted text is too short.");
        var plain = new byte[all.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(keys.ForTexts, TagBytes);
        aes.Decrypt(all.AsSpan(0, NonceBytes), all.AsSpan(NonceBytes + TagBytes), all.AsSpan(NonceBytes, TagBytes), plain,
            Encoding.UTF8.GetBytes(context));
        return Encoding.UTF8.GetString(plain);
    }

    async ValueTask<Keys> Read(CancellationToken ct)
    {
        if (known is { } keys) return keys;
        var secret = Encoding.UTF8.GetBytes((await SecretRows.ReadOrMake(database, Name, ct)).Value);
        return known = new Keys(Derived("texts"), Derived("nonces"));

        byte[] Derived(string use) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: Encoding.UTF8.GetBytes($"realtime {Name} {use}"));
    }

    sealed record Keys(byte[] ForTexts, byte[] ForNonces);
}
