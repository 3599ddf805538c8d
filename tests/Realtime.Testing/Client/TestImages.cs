using System.Security.Cryptography;

namespace Realtime.Testing.Client;

/// <summary>Bytes that begin as an image does; what follows is random, so that no two are the same.</summary>
public static class TestImages
{
    static readonly byte[] PngBegin =
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    public static byte[] Png(int size)
    {
        var bytes = RandomNumberGenerator.GetBytes(size);
        PngBegin.CopyTo(bytes, 0);
        return bytes;
    }

    public static string DataUri(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";
}
