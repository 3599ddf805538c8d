using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Upstream;

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
        Assert.Equal(address, UpstreamAddress.For(baseUrl, UpstreamProvider.OpenAI, "model=m").AbsoluteUri);
    }

    [Theory]
    [InlineData("https://name.openai.azure.com", "wss://name.openai.azure.com/openai/v1/realtime?model=m")]
    [InlineData("https://name.openai.azure.com/openai/v1", "wss://name.openai.azure.com/openai/v1/realtime?model=m")]
    public void At_Azure_a_model_is_at(string baseUrl, string address) =>
        Assert.Equal(address, UpstreamAddress.For(baseUrl, UpstreamProvider.Azure, "model=m").AbsoluteUri);

    [Theory]
    [InlineData("wss://api.openai.com/v1/realtime", UpstreamProvider.OpenAI, "https://api.openai.com/v1/models")]
    [InlineData("http://127.0.0.1:5090", UpstreamProvider.OpenAI, "http://127.0.0.1:5090/v1/models")]
    [InlineData("https://name.openai.azure.com", UpstreamProvider.Azure, "https://name.openai.azure.com/openai/v1/models")]
    public void The_models_are_listed_at(string baseUrl, UpstreamProvider provider, string address) =>
        Assert.Equal(address, UpstreamAddress.Models(baseUrl, provider).AbsoluteUri);

    [Theory]
    [InlineData("api.openai.com/v1", "absolute")]
    [InlineData("ftp://host/v1", "begin with")]
    [InlineData("https://user:password@host/v1", "Realtime:Upstream:ApiKey")]
    [InlineData("https://host/v1#part", "fragment")]
    [InlineData("https://host/v2", "/v1 or /realtime")]
    public void An_invalid_address_is_refused_with_the_reason(string baseUrl, string word) =>
        Assert.Contains(word, UpstreamAddress.Problem(baseUrl), StringComparison.Ordinal);
}
