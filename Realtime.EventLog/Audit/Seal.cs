using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Realtime.EventLog.Audit;

/// <summary>
/// The proof that an event is as it was sealed. Digest covers the seal before it in the conversation, everything the log says of the
/// event, and Content: the HMAC of its data under Salt. Erasure deletes the salt and with it any way to guess at the data; Content and
/// Digest stay, and so does the chain.
/// </summary>
public sealed record Seal(string Conversation, long Version, long Sequence, byte[] Content, byte[] Digest, byte[]? Salt)
{
    const int Length = SHA256.HashSizeInBytes;

    /// <summary>Stands for the seal before the first.</summary>
    public static readonly byte[] Origin = new byte[Length];

    static readonly byte[] Form = "realtime-seal-1"u8.ToArray();

    public static Seal Of(RecordedEvent e, byte[] before)
    {
        var salt = RandomNumberGenerator.GetBytes(Length);
        var content = ContentOf(e, salt);
        return new Seal(e.Event.Conversation, e.Event.Version, e.Event.Sequence, content, DigestOf(e, before, content), salt);
    }

    /// <summary>The data as PostgreSQL writes it: its text of a jsonb is canonical.</summary>
    public static byte[] ContentOf(RecordedEvent e, byte[] salt) => HMACSHA256.HashData(salt, e.Event.Data.Span);

    /// <summary>Every field with its length, so that nothing can move from one to the next unseen.</summary>
    public static byte[] DigestOf(RecordedEvent e, ReadOnlySpan<byte> before, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Form);
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
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>Of what a mask left of some versions, ascending: each version with the SHA-256 of its data.</summary>
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
