using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Network;

/// <summary>The system's proxy sees the connections to the model, and nothing that carries the services' own key.</summary>
public sealed class ProxyTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task Only_connections_to_the_model_use_the_proxy()
    {
        await using var proxy = new RecordingProxy();
        var proxied = new Dictionary<string, string> { ["HTTP_PROXY"] = proxy.Address, ["http_proxy"] = proxy.Address };
        var stack = await StartStack(new StackSettings { Workers = 2, Api = proxied, Worker = proxied });

        // Audio over an internal WebSocket; a drain; and a hand-over, which is an offer from one worker to the other.
        var session = (await stack.StartSessions(1, new { onWorkerLost = "resume" }))[0];
        (await session.TryAudio(Speech.Silence(100))).MustBe(HttpStatusCode.Accepted);
        var owner = await stack.OwnerOf(session);
        (await stack.Drain(owner)).MustBe(HttpStatusCode.OK);
        await owner.Stop();
        await using var follower = session.Conversation.Follow();
        await follower.Until("session_resumed", session.Id);
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);

        var asked = proxy.Asked.ToList();
        Assert.Contains(asked, head => head.StartsWith($"CONNECT {stack.Simulator.Address.Authority} ", StringComparison.Ordinal));
        Assert.All(asked, head => Assert.Equal(stack.Simulator.Address.Authority, Target(head)));
    }

    /// <summary>The host and port that the proxy is asked for: by CONNECT, or by the address of a plain request, such as for the models.</summary>
    static string Target(string head)
    {
        var target = head.Split(' ')[1];
        return Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp ? address.Authority : target;
    }
}
