using System.Net;
using System.Net.WebSockets;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Access.Tests;

/// <summary>Which provider the sessions of a tenant reach, and with which key.</summary>
public sealed class UpstreamTests(ITestOutputHelper output) : StackTests(output)
{
    const string OfDeployment = "sk-deployment-0123456789", OfAcme = "sk-acme-0123456789";

    static readonly TestKey Acme = TestKey.Of("acme", "app"), Globex = TestKey.Of("globex", "app"),
        Test = TestKey.ForTests("acme", "app");

    static readonly DateTimeOffset Ever = DateTimeOffset.UnixEpoch;

    static Task<ServiceProcess> Provider(string key) =>
        ServiceProcess.Start("Realtime.Simulator", new Dictionary<string, string> { ["Realtime__Simulator__ApiKey"] = key });

    /// <summary>A stack whose workers' provider, and that of acme, accept only their own keys.</summary>
    async Task<RealtimeStack> Start(ServiceProcess deployment, ServiceProcess acme, string keyOfAcme)
    {
        var stack = await StartStack(new StackSettings
        {
            Workers = 0, Key = Acme.Key,
            Api = new Dictionary<string, string> { ["Realtime__Access__KeysFile"] = TestKey.File(Acme, Globex, Test) },
        });
        await stack.StartWorker(new Dictionary<string, string>
        {
            ["Realtime__Upstream__BaseUrl"] = deployment.Address.ToString(), ["Realtime__Upstream__ApiKey"] = OfDeployment,
            ["Realtime__Upstream__Tenants__0__Name"] = "acme", ["Realtime__Upstream__Tenants__0__BaseUrl"] = acme.Address.ToString(),
            ["Realtime__Upstream__Tenants__0__ApiKeyFrom"] = $"file:{keyOfAcme}",
        });
        return stack;
    }

    [Fact]
    public async Task A_tenant_uses_its_own_provider_with_its_own_key_and_no_log_and_no_event_shows_a_key()
    {
        await using var deployment = await Provider(OfDeployment);
        await using var own = await Provider(OfAcme);
        using var atDeployment = new SimulatorClient(deployment.Address);
        using var atOwn = new SimulatorClient(own.Address);
        var file = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.key");
        await File.WriteAllTextAsync(file, OfAcme + "\n");
        var stack = await Start(deployment, own, file);
        using var globex = new ApiClient(stack.Api.Address, Globex.Key);

        var ofAcme = await (await stack.Client.NewConversation().Start()).Started();
        var ofGlobex = await (await globex.NewConversation().Start()).Started();
        Assert.Equal((1, 0), ((await atOwn.Connections(ofAcme.Id)).Count, (await atDeployment.Connections(ofAcme.Id)).Count));
        Assert.Equal((0, 1), ((await atOwn.Connections(ofGlobex.Id)).Count, (await atDeployment.Connections(ofGlobex.Id)).Count));
        (await ofAcme.TryEnd()).MustBe(HttpStatusCode.OK);

        await File.WriteAllTextAsync(file, OfDeployment); // the key is read for each transport
        var refused = await stack.Client.NewConversation().Start();
        Assert.Equal("upstream_unauthorized", (await refused.Ended())[^1].ErrorCode);
        File.Delete(file);
        var missing = await stack.Client.NewConversation().Start();
        Assert.Equal("no_tenant_key", (await missing.Ended())[^1].ErrorCode);
        await ofGlobex.Text("still here");
        (await ofGlobex.TryEnd()).MustBe(HttpStatusCode.OK);

        var shown = stack.LogsSince(Ever) + string.Join('\n', await Bodies(refused), await Bodies(missing), await Bodies(ofAcme));
        Assert.Contains("tenant acme", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(OfAcme, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(OfDeployment, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_key_reaches_only_the_simulator_however_it_starts_a_session()
    {
        await using var deployment = await Provider(OfDeployment);
        await using var own = await Provider(OfAcme);
        var file = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.key");
        await File.WriteAllTextAsync(file, OfAcme);
        var stack = await Start(deployment, own, file);
        using var test = new ApiClient(stack.Api.Address, Test.Key);

        var overHttp = (await (await test.NewConversation().Start()).Started()).Id;
        using var overSocket = await Connect(stack, Test.Key);
        var made = (await test.Post("/v1/realtime/client_secrets", new { session = new { type = "realtime", model = "gpt-realtime" } }))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("value").GetString()!;
        using var withSecret = await Connect(stack, made);

        foreach (var session in new[] { overHttp, SessionOf(overSocket), SessionOf(withSecret) })
            Assert.False((await stack.Upstream.Connection(session)).Authorization);
        foreach (var provider in new[] { deployment, own })
        {
            using var client = new SimulatorClient(provider.Address);
            Assert.Equal(0, await client.OpenCount());
        }
    }

    static async Task<ClientWebSocket> Connect(RealtimeStack stack, string credential)
    {
        var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        socket.Options.SetRequestHeader("Authorization", "Bearer " + credential);
        using var patience = Patience.Source();
        await socket.ConnectAsync(new Uri($"ws://{stack.Api.Address.Authority}/v1/realtime?model=gpt-realtime"), patience.Token);
        return socket;
    }

    static Guid SessionOf(ClientWebSocket socket) => Guid.Parse(socket.HttpResponseHeaders!["x-realtime-session"].Single());

    static async Task<string> Bodies(SessionClient session) =>
        string.Join('\n', (await session.Conversation.Events()).Select(e => e.Data.ToString()));
}
