using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Realtime.Adversary.Tests.Identity;

/// <summary>A request, byte by byte: what a client's library would not send.</summary>
sealed record RawCall(string Method, string Target, string Body = "", params string[] Headers)
{
    public static readonly string[] Upgrade =
        ["Connection: Upgrade, close", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];

    /// <summary>The status, and the name of the refusal if there is one.</summary>
    public async Task<(int Status, string? Problem, string Body)> Send(Uri api)
    {
        using var client = new TcpClient();
        using var patience = Patience.Source();
        await client.ConnectAsync(IPAddress.Loopback, api.Port, patience.Token);
        var stream = client.GetStream();
        var body = Encoding.UTF8.GetBytes(Body);
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\nHost: {api.Authority}\r\n");
        if (!Headers.Any(h => h.StartsWith("Connection:", StringComparison.Ordinal))) head.Append("Connection: close\r\n");
        if (body.Length > 0) head.Append($"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        foreach (var header in Headers) head.Append(header).Append("\r\n");
        await Write(stream, [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body], patience.Token);
        var answer = await Read(stream, patience.Token);
        const string type = "urn:realtime:problem:";
        var at = answer.IndexOf(type, StringComparison.Ordinal);
        return (int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture),
            at < 0 ? null : new string([.. answer.Skip(at + type.Length).TakeWhile(c => c != '"')]), answer);
    }

    /// <summary>Writes all, or what the server takes: it answers and closes before the end of a line that is too long.</summary>
    static async Task Write(NetworkStream stream, byte[] request, CancellationToken ct)
    {
        try
        {
            await stream.WriteAsync(request, ct);
        }
        catch (IOException)
        {
            // The answer is there to be read, and says why.
        }
    }

    /// <summary>Reads to the end: the server closes, or resets if it does not read all.</summary>
    static async Task<string> Read(NetworkStream stream, CancellationToken ct)
    {
        var (answer, buffer) = (new MemoryStream(), new byte[16_384]);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;) answer.Write(buffer, 0, read);
        }
        catch (IOException)
        {
            // The bytes before it count.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>In a path or a query: every byte of it escaped, half a surrogate pair as the three bytes that stand for it.</summary>
    public static string Escaped(string text) => string.Concat(text.SelectMany(Bytes).Select(b => $"%{b:X2}"));

    public static string Json(string text) =>
        "\"" + string.Concat(text.Select(c => c is >= ' ' and < '\x7f' and not '"' and not '\\' ? c.ToString() : $"\\u{(int)c:x4}")) + "\"";

    static byte[] Bytes(char c, int index) => char.IsSurrogate(c)
        ? [(byte)(0xE0 | c >> 12), (byte)(0x80 | c >> 6 & 0x3F), (byte)(0x80 | c & 0x3F)]
        : Encoding.UTF8.GetBytes([c]);
}
