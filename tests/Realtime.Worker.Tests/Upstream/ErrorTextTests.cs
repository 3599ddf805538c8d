using System.Net;
using System.Net.Sockets;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Upstream;

/// <summary>What a failure shows to clients and on the record: never a resolved address, a proxy's words, or any part of a key.</summary>
public sealed class ErrorTextTests
{
    static readonly HttpRequestException Refused =
        new(HttpRequestError.ConnectionError, "Connection refused (10.1.2.3:443)",
            new SocketException((int)SocketError.ConnectionRefused, "10.1.2.3:443"));

    [Fact]
    public void An_upstream_that_cannot_be_reached_is_named_by_its_setting()
    {
        Assert.Equal("Upstream, as Realtime:Upstream:BaseUrl names it, cannot be reached: the connection was refused.",
            ConnectErrors.Of(Refused).Message);
        var proxy = new HttpRequestException(HttpRequestError.ProxyTunnelError,
            "The proxy tunnel request to proxy 'http://proxy.internal:3128/' failed with status code '407'.");
        Assert.DoesNotContain("proxy.internal", ConnectErrors.Of(proxy).Message, StringComparison.Ordinal);
        Assert.Contains("the proxy refused the connection", ConnectErrors.Of(proxy).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_of_a_refused_handshake_are_kept_without_the_key()
    {
        var refused = new UpgradeRefusedException(HttpStatusCode.Unauthorized, "status 401", "Incorrect API key provided: sk-abcd1234.");
        Assert.Equal("Upstream refused the handshake with 401: check its key. It says: Incorrect API key provided: [key].",
            ConnectErrors.Of(refused).Message);
        var verbose = ConnectErrors.Of(new UpgradeRefusedException(HttpStatusCode.BadRequest, "status 400", new string('x', 100_000)));
        Assert.InRange(verbose.Message.Length, 500, 600);
    }

    [Fact]
    public void A_broken_connection_names_no_address()
    {
        var broken = new IOException("Unable to read data from 10.1.2.3", new SocketException((int)SocketError.ConnectionReset));
        Assert.Equal("The connection to upstream broke: the connection was reset.", TransportErrors.Lost(broken).Message);
        Assert.DoesNotContain("10.1.2.3", TransportErrors.WriteFailed(new IOException("to 10.1.2.3")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Incorrect API key provided: sk-proj-****************abcd. You can find yours elsewhere.",
        "Incorrect API key provided: [key]. You can find yours elsewhere.")]
    [InlineData("Incorrect API key provided: sk-…abcd.", "Incorrect API key provided: [key].")]
    [InlineData("Wrong key abcd****wxyz", "Wrong key [key]")]
    [InlineData("Wrong key ****wxyz!", "Wrong key [key]!")]
    [InlineData("Authorization: Bearer eyJhbGciOi.J9-x_y is expired", "Authorization: Bearer [key] is expired")]
    [InlineData("sk-live_0123456789", "[key]")]
    [InlineData("A task-based item of 3 * 4 ** 2 is kept... as it is", "A task-based item of 3 * 4 ** 2 is kept... as it is")]
    public void A_key_is_removed_from_upstreams_texts(string said, string kept) => Assert.Equal(kept, KeyCut.Of(said));
}
