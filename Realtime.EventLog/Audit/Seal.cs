using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Realtime.EventLog.Audit;

/// <summary>
/// The proof that an event is unchanged since it was sealed. Digest covers the seal before it in the conversation, the metadata of the
/// event, and Content, which is the HMAC of its data with Salt as the key. An erasure deletes the salt, so that nobody can confirm a guess
/// of the data. Content and Digest stay, and so does the chain.
/// </summary>
public sealed record Seal(string Conversation, long Version, long Sequence, byte[] Content, byte[] Digest, byte[]? Salt)
{
    const int Length = SHA256.HashSizeInBytes;

    /// <summary>The digest before the first seal.</summary>
    public static readonly byte[] Origin = new byte[Length];

    static readonly byte[] Form = "realtime-seal-1"u8.ToArray();

    /// <summary>The form of the digest for an event with a cause, which is sealed too.</summary>
    static readonly byte[] FormWithCause = "realtime-seal-2"u8.ToArray();

    public static Seal Of(RecordedEvent e, byte[] before)
    {
        var salt = RandomNumberGenerator.GetBytes(Length);
        var content = ContentOf(e, salt);
        return new Seal(e.Event.Conversation, e.Event.Version, e.Event.Sequence, content, DigestOf(e, before, content), salt);
    }

    /// <summary>The HMAC of the data as PostgreSQL writes it: the text of a jsonb is canonical.</summary>
    public static byte[] ContentOf(RecordedEvent e, byte[] salt) => HMACSHA256.HashData(salt, e.Event.Data.Span);

    /// <summary>The digest. It includes the length of every field, so that nothing can move from one field to the next.</summary>
    public static byte[] DigestOf(RecordedEvent e, ReadOnlySpan<byte> before, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(e.By is null ? Form : FormWithCause);
        hash.AppendData(before);
        Add(hash, e.Event.Sequence);
        Add(hash, e.Event.Version);
        Add(hash, (e.Event.At.UtcDateTime - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Add(hash, e.Event.Conversation);
        Add(hash, e.Event.Type);
        Add(hash, e.Id.ToString());
        Add(hash, e.Actor);
        Add(hash, e.Correlation);
        Add(hash, e.Causation);
        Add(hash, e.Worker);
        Add(hash, e.Traceparent);
        if (e.By is { } by)
        {
            Add(hash, by.Subject);
            Add(hash, by.Key);
        }

        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>The digest of masked events, in ascending order: each version with the SHA-256 of its data.</summary>
    public static string MaskDigestOf(IEnumerable<(long Version, byte[] DataHash)> masked)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (version, data) in masked)
        {
            Add(hash, version);
            hash.AppendData(data);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static void Add(IncrementalHash hash, string? text)
    {
        Add(hash, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        if (text is not null) hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
