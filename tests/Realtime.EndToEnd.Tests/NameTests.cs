using System.Net;
using System.Net.WebSockets;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

public sealed class NameTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_deployment_may_require_a_form_of_the_names_of_new_conversations()
    {
        var stack = await StartStack(StackSettings.Default);
        var old = await (await new ConversationClient(stack.Client, "anna.schmidt").Start()).Started();
        (await old.TryEnd()).MustBe(HttpStatusCode.OK);

        var strict = await stack.StartApi(more: new Dictionary<string, string> { ["Realtime__ConversationNames"] = "[0-9a-f-]{36}" });
        using var api = new ApiClient(strict.Address);
        foreach (var name in new[] { "berta.schmidt", $"{Guid.NewGuid()}-berta", "live-berta" })
        {
            var refused = await api.Post($"/conversations/{name}/sessions", new { });
            refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
            Assert.Contains("must match [0-9a-f-]{36}", refused.Json.GetProperty("errors").GetProperty("conversation")[0].GetString(),
                StringComparison.Ordinal);
            (await api.Get($"/conversations/{name}")).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
        }

        foreach (var allowed in new[] { "anna.schmidt", $"{Guid.NewGuid()}" }) // the first one began before
            (await api.Post($"/conversations/{allowed}/sessions", new { })).MustBe(HttpStatusCode.Accepted);
        using var socket = new ClientWebSocket();
        using var patience = Patience.Source();
        await socket.ConnectAsync(new Uri($"ws://{strict.Address.Authority}/v1/realtime?model=sim"), patience.Token);
        Assert.Equal(WebSocketState.Open, socket.State);
    }
}
