using Realtime.Live.Tests.Stack;
using Realtime.Testing.Scripts;
using Xunit.Abstractions;

namespace Realtime.Live.Tests.Packages;

/// <summary>
/// The published npm packages, over TLS with the development certificate: text, audio both ways, a tool call, an interruption, a close. The
/// scripts under node/ send and check the messages.
/// </summary>
[Collection(LiveServices.Name)]
public sealed class NodePackageTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    [Theory]
    [InlineData("openai.mjs")]
    [InlineData("agents.mjs")]
    public async Task A_whole_session(string script)
    {
        var model = $"sim-{Path.GetFileNameWithoutExtension(script)}-{Guid.NewGuid():N}:pace-realtime";
        var said = await NodeFolder.At(Path.Combine(AppContext.BaseDirectory, "node")).Node([script], new Dictionary<string, string>
        {
            ["NODE_EXTRA_CA_CERTS"] = Path.Combine(LiveServices.Certificates, "localhost.pem"),
            ["REALTIME_BASE_URL"] = new Uri(TlsAddress.Of(Stack.Api), "/v1").ToString(),
            ["REALTIME_API_KEY"] = LiveServices.Key,
            ["REALTIME_MODEL"] = model,
            ["REALTIME_SPEECH"] = Path.Combine(AppContext.BaseDirectory, "speech", "fox.wav"),
        });
        Assert.Contains("a whole session", said, StringComparison.Ordinal);
        await WholeSession.Ended(Stack, model);
    }
}
