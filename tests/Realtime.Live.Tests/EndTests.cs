using System.Net;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>
/// session_ended is the last message, and the Close frame after it tells the reason. Other tests cover lost clients and workers.
/// </summary>
[Collection(LiveServices.Name)]
public sealed class EndTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    [Theory]
    [InlineData("sim-fault-close", "transport_closed", 1000)]
    [InlineData("sim-fault-insufficient-quota", "error", 4500)]
    [InlineData("sim-fault-close:code-1011", "error", 4500)]
    [InlineData("sim-fault-reset", "error", 4500)]
    [InlineData("sim-fault-refuse-401", "start_failed", 4502)]
    public async Task The_model_ends_it(string model, string reason, int code)
    {
        await using var client = await Drive(model);
        await Ends(client, reason, code);
    }

    [Fact]
    public async Task A_request_over_HTTP_ends_it()
    {
        await using var client = await Drive();
        await client.Until("session.created");
        (await OverHttp(client).TryEnd()).MustBe(HttpStatusCode.OK);
        await Ends(client, "requested", 1000);
    }

    [Fact]
    public async Task Another_session_takes_its_place()
    {
        await using var client = await Drive();
        await client.Until("session.created");
        await using var next = await Drive(more: $"&conversation={client.Conversation}&ifActive=replace");
        await Ends(client, "replaced", 4409);
        await next.Say("and on");
    }

    [Theory]
    [InlineData("expired", 4408)]
    [InlineData("idle", 4410)]
    public async Task It_expires(string reason, int code)
    {
        var session = await Api.NewConversation()
            .Start(reason == "idle" ? new { model = "sim", idleSeconds = 1 } : (object)new { model = "sim", maxSeconds = 1 });
        await using var client = await Attach(session.Conversation.Id, session.Id, "?after=0");
        await Ends(client, reason, code);
    }

    [Fact]
    public async Task No_message_after_the_end_reaches_the_model()
    {
        await using var client = await Drive("sim-fault-no-close");
        await client.Say("in time");
        await OverHttp(client).TryEnd();
        await client.Until("session_ended");
        await client.TrySend(TooLate);
        await Upstream.Gone(client.Session);
        Assert.Equal(["in time"], (await Upstream.Connection(client.Session)).Texts);
    }

    /// <summary>The end comes while the client keeps sending.</summary>
    [Fact]
    public async Task A_client_that_sends_during_the_end_is_cut_off_there()
    {
        await using var client = await Drive("sim-fault-no-close");
        await client.Until("session.created");
        using var ended = new CancellationTokenSource();
        var talking = Task.Run(async () =>
        {
            while (await client.TrySend(ended.IsCancellationRequested ? TooLate : """{"type":"input_audio_buffer.clear"}"""))
            {
            }
        });
        await client.Until("input_audio_buffer.cleared");
        await OverHttp(client).TryEnd();
        await OverHttp(client).Ended(); // from the log: a client that never stops talking may be reset before it reads its last message
        await ended.CancelAsync();
        await client.UntilClosed();
        client.Abort();
        await talking;
        await Upstream.Gone(client.Session);
        Assert.Empty((await Upstream.Connection(client.Session)).Texts);
    }

    const string TooLate = """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"too late"}]}}""";

    async Task Ends(LiveClient client, string reason, int code)
    {
        Assert.Equal(code, await client.UntilClosed());
        var last = client.Seen[^1];
        Assert.Equal(("session_ended", reason), (last.Type, last.Data.GetProperty("reason").GetString()));
        Assert.Single(client.Seen, m => m.Type == "session_ended");
        await Upstream.Gone(last.Json.GetProperty("sessionId").GetGuid());
    }
}
