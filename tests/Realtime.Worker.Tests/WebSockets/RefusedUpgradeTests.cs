using System.Net;
using System.Net.Sockets;
using Realtime.ServiceDefaults.WebSockets;
using static Realtime.Worker.Tests.WebSockets.RawServer;

namespace Realtime.Worker.Tests.WebSockets;

/// <summary>If a handshake fails its connection is closed, and the error names the answer.</summary>
public sealed class RefusedUpgradeTests
{
    [Theory]
    [InlineData("200 OK", HttpStatusCode.OK)]
    [InlineData("401 Unauthorized", HttpStatusCode.Unauthorized)]
    [InlineData("429 Too Many Requests", HttpStatusCode.TooManyRequests)]
    [InlineData("503 Service Unavailable", HttpStatusCode.ServiceUnavailable)]
    public async Task An_answer_other_than_101_is_an_error_with_its_status(string line, HttpStatusCode status)
    {
        await using var server = new RawServer();
        var refused = await Refused(server, () => Ascii($"HTTP/1.1 {line}\r\nContent-Length: 14\r\n\r\nsecret: sesame"));
        Assert.Equal(status, refused.StatusCode);
        Assert.DoesNotContain("sesame", refused.ToString());
    }

    [Theory]
    [InlineData("""{"error":{"message":"The model `x` does not exist.","code":"model_not_found"}}""", "The model `x` does not exist.")]
    [InlineData("""{"error":"no quota"}""", "no quota")]
    [InlineData("""{"message":"slow down"}""", "slow down")]
    [InlineData("""{"error":{"message":7}}""", null)]
    [InlineData("""{"error":""", null)]
    [InlineData("[]", null)]
    public async Task The_words_of_a_json_error_are_kept_beside_the_message(string body, string? words)
    {
        await using var server = new RawServer();
        var refused = await Refused(server,
            () => Ascii($"HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        Assert.Equal(words, refused.Words);
    }

    [Fact]
    public async Task Words_that_do_not_arrive_are_not_waited_for()
    {
        await using var server = new RawServer();
        var refused = await Refused(server,
            () => Ascii("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
        Assert.Null(refused.Words);
    }

    [Fact]
    public async Task A_refusal_whose_body_never_ends_is_closed_too()
    {
        await using var server = new RawServer();
        var refused = await Refused(server, () => Ascii("HTTP/1.1 403 Forbidden\r\nContent-Length: 1000000\r\n\r\nmore to come"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n")]
    [InlineData("Upgrade: websocket\r\nConnection: Upgrade\r\n")]
    [InlineData("Upgrade: h2c\r\nConnection: Upgrade\r\n")]
    public async Task A_101_that_does_not_answer_the_key_is_refused(string headers)
    {
        await using var server = new RawServer();
        var refused = await Refused(server, () => Ascii($"HTTP/1.1 101 Switching Protocols\r\n{headers}\r\n"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, refused.StatusCode);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Extensions: permessage-deflate\r\n")]
    [InlineData("Sec-WebSocket-Protocol: realtime\r\n")]
    public async Task An_extension_or_subprotocol_that_was_not_offered_is_refused(string header)
    {
        await using var server = new RawServer();
        await Refused(server, () => server.Upgrade(header));
    }

    [Fact]
    public async Task A_head_without_an_end_is_given_up()
    {
        await using var server = new RawServer();
        await Failed(server, () => Ascii($"HTTP/1.1 101 Switching Protocols\r\nX-Long: {new string('x', 100_000)}"));
    }

    [Fact]
    public async Task A_server_that_disconnects_in_the_middle_of_its_answer_is_an_error()
    {
        await using var server = new RawServer();
        var connecting = server.Connect();
        await server.Accept();
        await server.Say(Ascii("HTTP/1.1 101 Switching Protocols\r\nUpgra"));
        server.Close();
        await Assert.ThrowsAsync<HttpRequestException>(() => connecting);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgra")]
    public async Task A_cancelled_handshake_closes_its_connection(string answered)
    {
        await using var server = new RawServer();
        using var patience = new CancellationTokenSource();
        var connecting = server.Connect(ct: patience.Token);
        await server.Accept();
        await server.Say(Ascii(answered));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        await server.ClientGone();
    }

    [Fact]
    public async Task An_address_without_a_server_is_an_error_of_its_own()
    {
        var server = new RawServer();
        await server.DisposeAsync();
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => server.Connect());
        Assert.Null(e.StatusCode);
        Assert.IsType<SocketException>(e.GetBaseException());
    }

    static Task<UpgradeRefusedException> Refused(RawServer server, Func<byte[]> answer) => Thrown<UpgradeRefusedException>(server, answer);

    static Task<HttpRequestException> Failed(RawServer server, Func<byte[]> answer) => Thrown<HttpRequestException>(server, answer);

    static async Task<TException> Thrown<TException>(RawServer server, Func<byte[]> answer) where TException : Exception
    {
        var connecting = server.Connect();
        await server.Accept();
        await server.Say(answer());
        var thrown = await Assert.ThrowsAsync<TException>(() => connecting);
        await server.ClientGone();
        return thrown;
    }
}
