namespace Realtime.Api.Commands;

/// <summary>The images that the provider takes, by their first bytes.</summary>
static class ImageTypes
{
    static readonly (string Type, byte[] Begin)[] All =
    [
        ("image/png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R']),
        ("image/jpeg", [0xFF, 0xD8, 0xFF]),
    ];

    /// <summary>The shortest PNG has a header of 25 bytes, data and an end; the shortest JPEG has tables.</summary>
    const int Fewest = 57;

    /// <summary>The media type that the bytes have; null if they are no such image.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        foreach (var (type, begin) in All)
        {
            if (bytes.Length >= Fewest && bytes.StartsWith(begin)) return type;
        }

        return null;
    }
}
