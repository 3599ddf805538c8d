using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>What clients ask of the model over HTTP, on the wire to a model that a test scripts, and with the simulator's own answers.</summary>
[Collection(SharedServices.Name)]
public sealed class CommandTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    async Task<SessionClient> Start(string model = "script") =>
        await (await Api.NewConversation().Start(new { model, modality = "text" })).Started();

    static object Message(string role, params object[] content) => new { type = "message", role, content };

    static object Words(string text) => new { type = "input_text", text };

    static object Image(byte[] png) => new { type = "input_image", image_url = TestImages.DataUri(png) };

    [Fact]
    public async Task An_image_reaches_the_model_whole_and_the_log_has_a_reference_in_its_place()
    {
        var session = await Start();
        var png = TestImages.Png(2 * 1024 * 1024);
        var item = new { item = Message("user", Words("what is this?"), Image(png)), inputId = "picture" };
        var accepted = (await session.Command("items", item)).MustBe(HttpStatusCode.Accepted).Json;
        await using var follower = session.Conversation.Follow();
        var submitted = await follower.Until("item_submitted");
        var reference = submitted.Data.GetProperty("item").GetProperty("content")[1].GetProperty("image_url");
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(png)), "image/png", png.Length), (reference.GetProperty("sha256").GetString(),
            reference.GetProperty("type").GetString(), reference.GetProperty("bytes").GetInt32()));
        await follower.Until(e => e.Type == "command_delivered" && e.Text("inputId") == "picture", "the item delivered");

        var sent = (await Sent(session, 2))[0].GetProperty("item");
        Assert.Equal(accepted.GetProperty("itemId").GetString(), sent.GetProperty("id").GetString());
        Assert.Equal($"data:image/png;base64,{Convert.ToBase64String(png)}", sent.GetProperty("content")[1].GetProperty("image_url").GetString());
        Assert.Equal(["conversation.item.create", "response.create"], (await Sent(session, 2)).Select(Type));

        // A repeat is the same request, and other content under the same id is not.
        Assert.Equal(accepted.GetProperty("version").GetInt64(),
            (await session.Command("items", item)).MustBe(HttpStatusCode.Accepted).Json.GetProperty("version").GetInt64());
        (await session.Command("items", new { item = Message("user", Words("what else?"), Image(png)), inputId = "picture" }))
            .MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        (await session.Command("audio/clear", new { inputId = "picture" })).MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
    }

    [Fact]
    public async Task The_model_answers_to_an_image_and_no_event_has_its_bytes()
    {
        var session = await Start("m");
        var png = TestImages.Png(100_000);
        (await session.Command("items", new { item = Message("user", Words("look"), Image(png)) })).MustBe(HttpStatusCode.Accepted);
        await using var follower = session.Conversation.Follow();
        Assert.Equal("You said: look; you showed 1 image of 100,000 bytes.", (await follower.Until("transcript_completed")).Text("text"));
        await session.TryEnd();
        var events = string.Concat((await session.Ended()).Select(e => e.Data.GetRawText()));
        Assert.DoesNotContain(Convert.ToBase64String(png)[..60], events, StringComparison.Ordinal);
        Assert.InRange(events.Length, 1, 30_000);
    }

    [Fact]
    public async Task Every_command_reaches_the_model_in_the_order_of_its_acceptance()
    {
        var session = await Start();
        (await session.Command("items", new { item = Message("system", Words("be kind")), previousItemId = "root" })).MustBe(HttpStatusCode.Accepted);
        (await session.Command("items/i1/retrieve")).MustBe(HttpStatusCode.Accepted);
        (await session.Delete("items/i1")).MustBe(HttpStatusCode.Accepted);
        (await session.Command("audio/clear")).MustBe(HttpStatusCode.Accepted);
        (await session.Command("audio/commit")).MustBe(HttpStatusCode.Accepted);
        (await session.Command("responses", new { response = new { conversation = "none", metadata = new { topic = "a" } } }))
            .MustBe(HttpStatusCode.Accepted);
        (await session.Command("responses/cancel", new { responseId = "r9" })).MustBe(HttpStatusCode.Accepted);
        (await session.Command("approvals/mcpr_1", new { approve = true })).MustBe(HttpStatusCode.Accepted);
        var sent = await Sent(session, 8);
        Assert.Equal(["conversation.item.create", "conversation.item.retrieve", "conversation.item.delete", "input_audio_buffer.clear",
            "input_audio_buffer.commit", "response.create", "response.cancel", "conversation.item.create"], sent.Take(8).Select(Type));
        Assert.Equal("root", sent[0].GetProperty("previous_item_id").GetString());
        Assert.Equal("a", sent[5].GetProperty("response").GetProperty("metadata").GetProperty("topic").GetString());
        Assert.Equal("r9", sent[6].GetProperty("response_id").GetString());
        Assert.Equal(("mcp_approval_response", "mcpr_1", true), (sent[7].GetProperty("item").GetProperty("type").GetString(),
            sent[7].GetProperty("item").GetProperty("approval_request_id").GetString(), sent[7].GetProperty("item").GetProperty("approve").GetBoolean()));
        // An approval is given once; whoever wants the opposite is told so.
        (await session.Command("approvals/mcpr_1", new { approve = true })).MustBe(HttpStatusCode.Accepted);
        (await session.Command("approvals/mcpr_1", new { approve = false })).MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
    }

    [Fact]
    public async Task What_the_model_refuses_is_on_the_record_under_the_clients_id_and_the_session_goes_on()
    {
        var session = await Start("m");
        (await session.Command("responses/cancel", new { inputId = "stop" })).MustBe(HttpStatusCode.Accepted);
        (await session.Delete("items/nowhere?inputId=away")).MustBe(HttpStatusCode.Accepted);
        await using var follower = session.Conversation.Follow();
        var refused = await follower.Until(e => e.Type == "command_refused" && e.Text("inputId") == "stop", "the cancel refused");
        Assert.Equal("response_cancel_not_active", refused.Text("code"));
        await follower.Until(e => e.Type == "command_refused" && e.Text("inputId") == "away", "the deletion refused");
        await session.Text("still there?");
        await follower.Until("transcript_completed");
        Assert.DoesNotContain(follower.Seen, e => e.Type == "upstream_warned");
    }

    [Fact]
    public async Task An_answer_with_options_a_retrieved_item_and_a_deleted_one_come_back_through_the_log()
    {
        var session = await Start("m");
        var added = (await session.Command("items", new { item = Message("user", Words("hello there")), respond = false }))
            .MustBe(HttpStatusCode.Accepted).Json.GetProperty("itemId").GetString();
        (await session.Command("responses", new { response = new { metadata = new { purpose = "greeting" } }, inputId = "now" }))
            .MustBe(HttpStatusCode.Accepted);
        await using var follower = session.Conversation.Follow();
        var said = await follower.Until("transcript_completed");
        Assert.Equal("You said: hello there", said.Text("text"));
        await follower.Until("response_done");
        Assert.Single(follower.Seen, e => e.Type == "response_started");

        (await session.Command($"items/{added}/retrieve")).MustBe(HttpStatusCode.Accepted);
        Assert.Equal("hello there", (await follower.Until("item_retrieved")).Data.GetProperty("item").GetProperty("content")[0]
            .GetProperty("text").GetString());
        (await session.Delete($"items/{added}")).MustBe(HttpStatusCode.Accepted);
        Assert.Equal(added, (await follower.Until("item_deleted")).Text("itemId"));
    }

    [Theory]
    [InlineData(true, "The tool answered: find got {\"word\":\"end\"}")]
    [InlineData(false, "The call of find was refused.")]
    public async Task A_call_of_a_servers_tool_waits_for_its_approval_over_HTTP(bool approve, string answer)
    {
        var session = await (await Api.NewConversation().Start(new
        {
            model = "sim",
            session = new
            {
                type = "realtime", output_modalities = new[] { "text" },
                tools = new[] { new { type = "mcp", server_label = "docs", server_url = "https://docs.example/mcp",
                    allowed_tools = new[] { "find" }, require_approval = "always" } },
            },
        })).Started();
        await session.Text("call find {\"word\":\"end\"}");
        await using var follower = session.Conversation.Follow();
        var request = await follower.Until(e => e.Type == "item_done"
            && e.Data.GetProperty("item").GetProperty("type").GetString() == "mcp_approval_request", "the request for approval");
        await follower.Until("response_done");
        (await session.Command($"approvals/{request.Text("itemId")}", new { approve, reason = "because" })).MustBe(HttpStatusCode.Accepted);
        await follower.Until(e => e.Type == "transcript_completed" && e.Text("text") == answer, answer);
        await follower.Until("response_done");
        Assert.DoesNotContain(follower.Seen, e => e.Type is "command_refused" or "upstream_warned");
        await session.TryEnd();
    }

    [Fact]
    public async Task Commands_to_a_session_that_has_ended_are_refused_and_repeats_of_accepted_ones_are_not()
    {
        var session = await Start();
        var first = (await session.Command("audio/clear", new { inputId = "c" })).MustBe(HttpStatusCode.Accepted).Json;
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        Assert.Equal(first.GetProperty("version").GetInt64(),
            (await session.Command("audio/clear", new { inputId = "c" })).MustBe(HttpStatusCode.Accepted).Json.GetProperty("version").GetInt64());
        (await session.Command("audio/clear")).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
        (await session.Command("items", new { item = Message("user", Image(TestImages.Png(60))) })).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
    }

    async Task<IReadOnlyList<JsonElement>> Sent(SessionClient session, int count)
    {
        IReadOnlyList<JsonElement> got = [];
        await Patience.Until(async () => (got = [.. (await Upstream.Messages(session.Id)).Where(m => Type(m) != "session.update")]).Count >= count,
            $"{count} messages");
        return got;
    }

    static string? Type(JsonElement message) => message.GetProperty("type").GetString();
}
