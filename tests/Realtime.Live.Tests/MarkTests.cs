using Realtime.Live.Tests.Client;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>A client that asks for marks knows at any time with which version to come back.</summary>
public sealed class MarkTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_client_that_comes_back_with_its_last_mark_misses_nothing_and_gets_nothing_twice()
    {
        var stack = await StartStack(new StackSettings());
        await using var first = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim&marks=true");
        await first.AnswerInText();
        await first.Say("before");
        var mark = await Quiet(stack, first);
        first.Abort();

        await using var second = await Back(stack, first, $"after={mark}&marks=true");
        await second.Say("after the loss");
        Assert.DoesNotContain(second.Envelopes, e => e.Version <= mark);
        Assert.DoesNotContain(second.Seen, m => m.Type == "transcript_completed" && m.Json.ToString().Contains("before", StringComparison.Ordinal));
        await second.Close();
    }

    [Fact]
    public async Task No_mark_says_that_the_client_has_the_end_before_it_is_sent()
    {
        var stack = await StartStack(new StackSettings());
        for (var round = 0; round < 5; round++)
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
            {
                await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim&marks=true");
                await client.Until("session_started");
                await new ConversationClient(stack.Client, client.Conversation).Session(client.Session).TryEnd();
                var end = await client.Until("session_ended");
                Assert.DoesNotContain(client.Seen, m => m.Type == "session_mark" && m.Version >= end.Version);
            }));
    }

    [Fact]
    public async Task Without_asking_there_are_no_marks()
    {
        var stack = await StartStack(new StackSettings());
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim");
        await client.AnswerInText();
        await client.Say("hello");
        await client.Close();
        Assert.DoesNotContain(client.Seen, m => m.Type == "session_mark");
    }

    [Fact]
    public async Task A_client_that_comes_back_with_now_gets_nothing_of_the_past()
    {
        var stack = await StartStack(new StackSettings());
        await using var first = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim&marks=true");
        await first.AnswerInText();
        await first.Say("before");
        await Quiet(stack, first);
        first.Abort();

        await using var second = await Back(stack, first, "after=now");
        await second.Say("after the loss"); // it drives at once
        Assert.Empty(second.Envelopes);
        await second.Close();
    }

    [Fact]
    public async Task After_a_quiet_loss_of_the_owner_nothing_is_repeated()
    {
        var stack = await StartStack(new StackSettings
        {
            Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "4", ["Realtime__Worker__SweepMilliseconds"] = "250" },
        });
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim&onWorkerLost=resume&marks=true");
        await client.AnswerInText();
        await client.Say("before");
        var mark = await Quiet(stack, client);
        var owner = stack.Workers[0];
        await stack.StartWorker();
        await owner.Kill();
        await client.Until("session_resumed");
        Assert.DoesNotContain(client.Envelopes.Where(e => e.Type is not ("session_requested" or "session_claimed" or "session_started")),
            e => e.Version <= mark);
        await client.Close();
    }

    [Fact]
    public async Task An_api_that_stops_says_so_and_another_goes_on()
    {
        var stack = await StartStack(new StackSettings());
        var other = await stack.StartApi();
        await using var first = await LiveClient.Connect(other.Address, "/v1/realtime?model=sim&marks=true");
        await first.AnswerInText();
        await first.Say("before");
        var mark = await Quiet(stack, first);
        using var atOther = new ApiClient(other.Address);
        using var stream = await atOther.Open($"/conversations/{first.Conversation}/events", lastEventId: mark, CancellationToken.None);

        await other.Stop();
        Assert.Equal(1012, await first.UntilClosed());
        var last = await stream.Content.ReadAsStringAsync().WaitAsync(Patience.Time);
        Assert.EndsWith("}\n\n", last, StringComparison.Ordinal);
        Assert.Contains("retry: 1000\nevent: error\ndata: {\"type\":\"urn:realtime:problem:node-stopping\"", last, StringComparison.Ordinal);

        await using var second = await Back(stack, first, $"after={mark}&marks=true");
        await second.Say("at the one that goes on");
        await second.Close();
    }

    /// <summary>Waits until the log has the answer, and the last mark is its last version; returns that.</summary>
    static async Task<long> Quiet(RealtimeStack stack, LiveClient client)
    {
        var conversation = new ConversationClient(stack.Client, client.Conversation);
        while (true)
        {
            var mark = (await client.Until("session_mark")).Version;
            var events = await conversation.Events();
            if (events[^1].Version == mark && events.Any(e => e.Type == "response_done")) return mark;
        }
    }

    static Task<LiveClient> Back(RealtimeStack stack, LiveClient lost, string query) =>
        LiveClient.Connect(stack.Api.Address, $"/conversations/{lost.Conversation}/sessions/{lost.Session}/live?{query}");
}
