using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>Tests over one of the shared stacks.</summary>
public abstract class LiveTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    readonly string? key = services is LiveServices ? LiveServices.Key : null;

    /// <summary>A socket that starts a session of its own and drives it.</summary>
    private protected Task<LiveClient> Drive(string model = "sim", string more = "", bool reads = true) =>
        LiveClient.Connect(Stack.Api.Address, $"/v1/realtime?model={Uri.EscapeDataString(model)}{more}", key, reads: reads);

    /// <summary>A socket to an existing session.</summary>
    private protected Task<LiveClient> Attach(string conversation, Guid session, string query = "", bool reads = true) =>
        LiveClient.Connect(Stack.Api.Address, $"/conversations/{conversation}/sessions/{session}/live{query}", key, reads: reads);

    private protected Task<LiveClient> Attach(LiveClient to, string query = "", bool reads = true) =>
        Attach(to.Conversation, to.Session, query, reads);

    private protected Task<Answer> TryUpgrade(string path, string? subProtocols = null) =>
        Upgrade.Try(Stack.Api.Address, path, key, subProtocols);

    /// <summary>The session that a socket started, over HTTP.</summary>
    private protected SessionClient OverHttp(LiveClient client) => new ConversationClient(Api, client.Conversation).Session(client.Session);
}
