using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Access.Tests;

/// <summary>Two tenants with the same names and ids: no read shows one of them that the other exists.</summary>
[Collection(TenantServices.Name)]
public sealed class TwoTenantsTests(TenantServices services, ITestOutputHelper output) : StackTests(services, output), IDisposable
{
    readonly string name = $"talk-{Guid.NewGuid():N}";
    readonly Guid session = Guid.CreateVersion7();
    readonly List<ApiClient> clients = [];

    public void Dispose() => clients.ForEach(client => client.Dispose());

    [Fact]
    public async Task The_same_conversation_and_session_of_two_tenants_are_two_in_every_read()
    {
        var (acme, globex) = (As(TenantServices.Acme), As(TenantServices.Globex));
        await Talk(acme, "the secret of acme");
        await Talk(globex, "the secret of globex");
        foreach (var (own, said, others) in new[] { (acme, "the secret of acme", "the secret of globex"),
            (globex, "the secret of globex", "the secret of acme") })
        {
            foreach (var path in new[]
                     {
                         $"/conversations/{name}", $"/conversations/{name}/sessions/{session}", $"/conversations/{name}/events?limit=1000",
                         $"/conversations/{name}/events?view=anchor&limit=1000",
                         $"/audit/conversations/{name}?limit=1000", $"/audit/conversations/{name}/sessions",
                         $"/audit/conversations/{name}?asOf=3",
                     })
            {
                var answer = (await own.Get(path)).MustBe(HttpStatusCode.OK);
                Assert.DoesNotContain(others, answer.Body, StringComparison.Ordinal);
            }

            Assert.Contains(said, (await own.Get($"/conversations/{name}/events?limit=1000")).Body, StringComparison.Ordinal);
            Assert.Contains(said, await Read(own, $"/conversations/{name}/events", "text/event-stream", "session_ended"),
                StringComparison.Ordinal);
            Assert.DoesNotContain(others, await Read(own, $"/conversations/{name}/events", "text/event-stream", "session_ended"),
                StringComparison.Ordinal);
            Assert.DoesNotContain(others, await Read(own, $"/audit/conversations/{name}", "application/x-ndjson", null),
                StringComparison.Ordinal);
        }

        await Followed(acme, globex);
    }

    /// <summary>What the daemon maintains: lists, counts, seals.</summary>
    async Task Followed(ApiClient acme, ApiClient globex)
    {
        foreach (var (own, tenant, other) in new[] { (acme, "acme", "globex"), (globex, "globex", "acme") })
        {
            await Patience.Until(async () => (await Sessions(own, $"?conversation={name}&state=ended")).Count == 1,
                "the session summed up");
            Assert.All(await Sessions(own, "?limit=500"), each => Assert.Equal(tenant, each.GetProperty("tenant").GetString()));
            var mine = Assert.Single(await Sessions(own, $"?conversation={name}"));
            Assert.Equal((session.ToString(), name),
                (mine.GetProperty("sessionId").GetString(), mine.GetProperty("conversation").GetString()));
            (await own.Get($"/sessions?tenant={other}")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");

            var counted = (await own.Get("/sessions/counts")).MustBe(HttpStatusCode.OK).Json.GetProperty("counts").EnumerateArray()
                .Sum(each => each.GetProperty("count").GetInt64());
            Assert.Equal((await Sessions(own, "?limit=500")).Count, counted);

            await Patience.Until(async () => (await own.Get("/audit/heads")).Body.Contains(name, StringComparison.Ordinal), "the seals");
            var heads = (await own.Get("/audit/heads")).MustBe(HttpStatusCode.OK).Body;
            Assert.DoesNotContain($"\"{other}\"", heads, StringComparison.Ordinal);
            var held = (await own.Post("/audit/heads/verify", new StringContent(heads, Encoding.UTF8, "application/x-ndjson")))
                .MustBe(HttpStatusCode.OK).Json;
            Assert.True(held.GetProperty("intact").GetBoolean());
            var verified = (await own.Get("/audit/verify")).MustBe(HttpStatusCode.OK).Json;
            Assert.True(verified.GetProperty("intact").GetBoolean(), verified.ToString());
            Assert.Equal(heads.Count(c => c == '\n'), verified.GetProperty("conversations").GetInt64());
            Assert.Equal(JsonValueKind.Null, verified.GetProperty("sealing").ValueKind);
        }

        var all = (await Sessions(Api, $"?limit=500"))
            .Select(each => each.TryGetProperty("tenant", out var tenant) ? tenant.GetString() : "default").ToHashSet();
        Assert.Superset(new HashSet<string?> { "acme", "globex" }, all);
        Assert.Single(await Sessions(Api, $"?tenant=acme&conversation={name}"));
        var theirs = (await globex.Get("/audit/heads")).Body;
        (await acme.Post("/audit/heads/verify", new StringContent(theirs, Encoding.UTF8, "application/x-ndjson")))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
    }

    [Fact]
    public async Task Erasing_ending_and_replacing_touch_nothing_of_another_tenant()
    {
        var (acme, globex) = (As(TenantServices.Acme), As(TenantServices.Globex));
        var theirs = await (await new ConversationClient(globex, name).Start(new { sessionId = session })).Started();
        var own = await (await new ConversationClient(acme, name).Start(new { sessionId = session })).Started();
        await own.Text("gone");
        (await own.TryEnd()).MustBe(HttpStatusCode.OK);
        (await acme.Delete($"/conversations/{name}/content")).MustBe(HttpStatusCode.OK);
        await (await new ConversationClient(acme, name).Start(new { ifActive = "replace" })).Started();
        Assert.Equal("started", (await theirs.State()).GetProperty("phase").GetString());
        await theirs.Text("still here");
        Assert.Contains(await theirs.Conversation.Events(), e => e.Text("text") == "still here");
        await theirs.TryEnd();
    }

    [Fact]
    public async Task A_live_socket_attaches_to_its_own_tenants_session_only()
    {
        var own = await (await new ConversationClient(As(TenantServices.Acme), name).Start(new { sessionId = session })).Started();
        var path = $"/conversations/{name}/sessions/{session}/live?after=0";
        (await Upgrade.Try(Stack.Api.Address, path, TenantServices.Globex.Key)).MustBeRefused(HttpStatusCode.NotFound, "unknown-session");
        (await Upgrade.Try(Stack.Api.Address, path, TenantServices.Operators.Key))
            .MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");

        var twin = await (await new ConversationClient(As(TenantServices.Globex), name).Start(new { sessionId = session })).Started();
        await own.Text("said to acme");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + TenantServices.Globex.Key);
        using var patience = Patience.Source();
        await socket.ConnectAsync(new Uri($"ws://{Stack.Api.Address.Authority}{path}&drive=false"), patience.Token);
        await twin.Text("said to globex");
        var heard = await Hear(socket, "said to globex", patience.Token);
        Assert.DoesNotContain("said to acme", heard, StringComparison.Ordinal);
        await own.TryEnd();
        await twin.TryEnd();
    }

    [Fact]
    public async Task The_same_idempotency_key_starts_a_session_in_each_tenant()
    {
        var first = (await new ConversationClient(As(TenantServices.Acme), name).TryStart(idempotencyKey: "once"))
            .MustBe(HttpStatusCode.Accepted).Json.GetProperty("sessionId").GetGuid();
        var second = (await new ConversationClient(As(TenantServices.Globex), name).TryStart(idempotencyKey: "once"))
            .MustBe(HttpStatusCode.Accepted).Json.GetProperty("sessionId").GetGuid();
        Assert.NotEqual(first, second);
        var again = (await new ConversationClient(As(TenantServices.Acme), name).TryStart(idempotencyKey: "once"))
            .MustBe(HttpStatusCode.Accepted).Json.GetProperty("sessionId").GetGuid();
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task A_test_key_reaches_the_simulator_and_nothing_live()
    {
        var nowhere = new Dictionary<string, string> { ["Realtime__Upstream__BaseUrl"] = "http://127.0.0.1:1" };
        await using var stack = await RealtimeStack.Start(new StackSettings
        {
            Workers = 0, Api = new Dictionary<string, string> { ["Realtime__Access__KeysFile"] = TestKey.File(TenantServices.Acme,
                TenantServices.AcmeTest) },
        });
        await stack.StartWorker(nowhere);
        using var live = new ApiClient(stack.Api.Address, TenantServices.Acme.Key);
        using var test = new ApiClient(stack.Api.Address, TenantServices.AcmeTest.Key);
        var real = await new ConversationClient(live, name).Start(new { sessionId = session });
        Assert.Equal("start_failed", (await real.Ended())[^1].Text("reason"));
        var tried = await (await new ConversationClient(test, name).Start(new { sessionId = session })).Started();
        await tried.Text("hello");
        (await test.Get($"/conversations/{name}/events")).MustBe(HttpStatusCode.OK);
        Assert.Equal("ended", (await real.State()).GetProperty("phase").GetString());
        (await tried.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    ApiClient As(TestKey key)
    {
        var client = new ApiClient(Stack.Api.Address, key.Key);
        clients.Add(client);
        return client;
    }

    async Task Talk(ApiClient client, string words)
    {
        var own = await (await new ConversationClient(client, name).Start(new { sessionId = session })).Started();
        await own.Text(words);
        (await own.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    static async Task<List<JsonElement>> Sessions(ApiClient client, string query) =>
        [.. (await client.Get("/sessions" + query)).MustBe(HttpStatusCode.OK).Json.GetProperty("sessions").EnumerateArray()];

    /// <summary>Reads the whole answer, or a stream up to a line with this word.</summary>
    static async Task<string> Read(ApiClient client, string path, string accept, string? until)
    {
        using var patience = Patience.Source();
        using var response = await client.OpenAs(accept, path, patience.Token);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(patience.Token));
        var read = new StringBuilder();
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            read.AppendLine(line);
            if (until is not null && line.StartsWith("data:", StringComparison.Ordinal) && line.Contains(until, StringComparison.Ordinal))
                break;
        }

        return read.ToString();
    }

    static async Task<string> Hear(ClientWebSocket socket, string until, CancellationToken ct)
    {
        var (heard, buffer) = (new StringBuilder(), new byte[16 * 1024]);
        while (!heard.ToString().Contains(until, StringComparison.Ordinal))
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), ct);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            heard.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }

        return heard.ToString();
    }
}
