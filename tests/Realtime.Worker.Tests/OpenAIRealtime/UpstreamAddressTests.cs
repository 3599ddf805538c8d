using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

public sealed class UpstreamAddressTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1", "wss://api.openai.com/v1/realtime?model=m")]
    [InlineData("https://api.openai.com", "wss://api.openai.com/v1/realtime?model=m")]
    [InlineData("https://api.openai.com/v1/", "wss://api.openai.com/v1/realtime?model=m")]
    [InlineData("http://127.0.0.1:5090", "ws://127.0.0.1:5090/v1/realtime?model=m")]
    [InlineData("ws://127.0.0.1:5090/v1/realtime", "ws://127.0.0.1:5090/v1/realtime?model=m")]
    [InlineData("wss://host/openai/v1?api-version=1", "wss://host/openai/v1/realtime?api-version=1&model=m")]
    [InlineData("https://host:80/v1", "wss://host:80/v1/realtime?model=m")]
    [InlineData("http://host:443/v1", "ws://host:443/v1/realtime?model=m")]
    [InlineData("http://host", "ws://host/v1/realtime?model=m")]
    public void A_model_is_at(string baseUrl, string address)
    {
        Assert.Null(UpstreamAddress.Problem(baseUrl));
        Assert.Equal(address, UpstreamAddress.For(baseUrl, "m").AbsoluteUri);
    }

    [Fact]
    public void A_models_name_is_escaped() => Assert.Equal("?model=a%2Fb%2Bc%3Ad", UpstreamAddress.For("https://host", "a/b+c:d").Query);

    [Theory]
    [InlineData("api.openai.com/v1", "absolute")]
    [InlineData("ftp://host/v1", "begin with")]
    [InlineData("https://user:password@host/v1", "Realtime:Upstream:ApiKey")]
    [InlineData("https://host/v1#part", "fragment")]
    [InlineData("https://host/v2", "/v1 or /realtime")]
    public void An_invalid_address_is_refused_with_the_reason(string baseUrl, string word) =>
        Assert.Contains(word, UpstreamAddress.Problem(baseUrl), StringComparison.Ordinal);
}
