using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Access.Tests.Limits;

/// <summary>What a tenant and a key may spend.</summary>
public sealed class BudgetTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly TestKey Acme = TestKey.Of("acme", "app"), AcmeToo = TestKey.Of("acme", "app"), Globex = TestKey.Of("globex", "app");

    Task<RealtimeStack> Start(params (string Name, string Value)[] budgets)
    {
        var settings = budgets.ToDictionary(each => "Realtime__Budgets__" + each.Name, each => each.Value);
        settings["Realtime__Budgets__CheckSeconds"] = "1";
        return StartStack(new StackSettings
        {
            Key = Acme.Key, Worker = settings,
            Api = new Dictionary<string, string>(settings) { ["Realtime__Access__KeysFile"] = TestKey.File(Acme, AcmeToo, Globex) },
        });
    }

    [Theory]
    [InlineData("Tokens", "1", "tokens")]
    [InlineData("Cost", "0.000001", "cost")]
    public async Task A_session_over_its_tenants_budget_is_warned_and_ends_and_another_tenants_goes_on(string setting, string most,
        string budget)
    {
        var stack = await Start(("Tenants__0__Name", "acme"), ($"Tenants__0__Day__{setting}", most), ("GraceSeconds", "2"));
        using var globex = new ApiClient(stack.Api.Address, Globex.Key);
        var untouched = await (await globex.NewConversation().Start()).Started();
        var conversation = stack.Client.NewConversation();
        var session = await (await conversation.Start()).Started();
        var beside = await (await stack.Client.NewConversation().Start()).Started();
        using var socket = await Listen(stack, conversation, session);
        await session.Text("hello");
        await untouched.Text("hello");

        var heard = await Heard(socket);
        var warned = heard.FindIndex(message => message.GetProperty("type").GetString() == "session_over_budget");
        Assert.Equal((session.Id, budget, "day", "tenant", 2), (heard[warned].GetProperty("sessionId").GetGuid(),
            heard[warned].GetProperty("budget").GetString(), heard[warned].GetProperty("period").GetString(),
            heard[warned].GetProperty("of").GetString(), heard[warned].GetProperty("secondsLeft").GetInt32()));
        Assert.Equal((heard.Count - 1, "session_ended"), (heard.FindLastIndex(message => message.TryGetProperty("data", out var data)
            && data.TryGetProperty("reason", out var reason) && reason.GetString() == "budget_exhausted"), heard[^1].GetProperty("type").GetString()));
        Assert.Equal(4402, (int?)socket.CloseStatus);
        var end = (await session.Ended())[^1];
        Assert.Equal("budget_exhausted", end.Data.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("budget_exhausted", (await beside.Ended())[^1].Text("reason"));

        var refused = await conversation.TryStart();
        refused.MustBeRefused(HttpStatusCode.PaymentRequired, "budget-exhausted");
        Assert.Equal((budget, "day", "tenant", most), (refused.Json.GetProperty("budget").GetString(),
            refused.Json.GetProperty("period").GetString(), refused.Json.GetProperty("of").GetString(),
            refused.Json.GetProperty("most").GetRawText()));
        Assert.InRange(refused.Json.GetProperty("resetsAt").GetDateTimeOffset(), TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        (await conversation.TryStart(new { sessionId = session.Id })).MustBe(HttpStatusCode.Accepted); // a repeat of an accepted start

        await untouched.Text("still here");
        Assert.Equal("started", (await untouched.State()).GetProperty("phase").GetString());
        var spending = (await globex.Get("/spending")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(("globex", 0), (spending.GetProperty("tenant").GetString(), spending.GetProperty("budgets").GetArrayLength()));
        Assert.DoesNotContain(Acme.Id, spending.ToString(), StringComparison.Ordinal);
        (await untouched.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_over_its_budget_of_minutes_starts_nothing_and_another_key_of_the_tenant_does()
    {
        var stack = await Start(("Keys__0__Name", Acme.Id), ("Keys__0__Month__SessionMinutes", "0.02"), ("GraceSeconds", "0"));
        using var other = new ApiClient(stack.Api.Address, AcmeToo.Key);
        var goesOn = await (await other.NewConversation().Start()).Started();
        var session = await stack.Client.NewConversation().Start();
        Assert.Equal("budget_exhausted", (await session.Ended())[^1].Text("reason"));

        (await stack.Client.NewConversation().TryStart()).MustBeRefused(HttpStatusCode.PaymentRequired, "budget-exhausted");
        var upgrade = await Upgrade.Try(stack.Api.Address, "/v1/realtime?model=m", Acme.Key);
        upgrade.MustBeRefused(HttpStatusCode.PaymentRequired, "budget-exhausted");
        Assert.Equal("started", (await goesOn.State()).GetProperty("phase").GetString());
        (await other.NewConversation().TryStart()).MustBe(HttpStatusCode.Accepted);
        var spending = (await other.Get("/spending")).MustBe(HttpStatusCode.OK).Json;
        var own = Assert.Single(spending.GetProperty("budgets").EnumerateArray().ToArray());
        Assert.Equal((Acme.Id, "sessionMinutes", "month"), (own.GetProperty("key").GetString(),
            own.GetProperty("measure").GetString(), own.GetProperty("period").GetString()));
        Assert.True(own.GetProperty("spent").GetDecimal() >= 0.02m, own.ToString());
        (await goesOn.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    static async Task<ClientWebSocket> Listen(RealtimeStack stack, ConversationClient conversation, SessionClient session)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + Acme.Key);
        using var patience = Patience.Source();
        await socket.ConnectAsync(
            new Uri($"ws://{stack.Api.Address.Authority}{conversation.Path}/sessions/{session.Id}/live?drive=false"), patience.Token);
        return socket;
    }

    /// <summary>Every message up to the Close frame.</summary>
    static async Task<List<JsonElement>> Heard(ClientWebSocket socket)
    {
        using var patience = Patience.Source();
        var (heard, message, buffer) = (new List<JsonElement>(), new MemoryStream(), new byte[64 * 1024]);
        while (await socket.ReceiveAsync(buffer.AsMemory(), patience.Token) is { MessageType: not WebSocketMessageType.Close } received)
        {
            message.Write(buffer, 0, received.Count);
            if (!received.EndOfMessage) continue;
            heard.Add(JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(message.ToArray())));
            message.SetLength(0);
        }

        return heard;
    }
}
