using System.Net.WebSockets;
using System.Text;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>Some programs send their JSON in binary messages.</summary>
[Collection(LiveServices.Name)]
public sealed class BinaryTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    [Fact]
    public async Task A_clients_JSON_in_a_binary_message_is_read_as_text()
    {
        await using var client = await Drive();
        await client.Until("session.created");
        await client.Send(
            """{"type":"conversation.item.create","item":{"id":"binary_item","type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}}"""u8
                .ToArray(), WebSocketMessageType.Binary);
        var added = await client.Until("conversation.item.added");
        Assert.Equal("binary_item", added.Json.GetProperty("item").GetProperty("id").GetString());
        await client.Say("and text goes on");
    }

    [Theory]
    [InlineData("pcm")]
    [InlineData("[1]")]
    [InlineData("")]
    public async Task A_binary_message_that_is_no_JSON_object_is_answered_with_an_error(string content)
    {
        await using var client = await Drive();
        await client.Until("session.created");
        await client.Send(Encoding.UTF8.GetBytes(content), WebSocketMessageType.Binary);
        var error = (await client.Until("error")).Json.GetProperty("error");
        Assert.Equal(("invalid_request_error", "binary_message"), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
        await client.Say("the session goes on");
    }

    [Fact]
    public async Task The_models_JSON_in_a_binary_message_reaches_the_client_as_text_and_the_log()
    {
        await using var client = await Drive("sim-fault-binary-json");
        var added = await client.Until("conversation.item.added");
        Assert.Equal("item_binary", added.Json.GetProperty("item").GetProperty("id").GetString());
        await client.Close();
        Assert.Contains(await OverHttp(client).Ended(), e => e.Type == "item_added" && e.Text("itemId") == "item_binary");
    }
}
