using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>A driver that is lost and reconnects.</summary>
[Collection(LiveServices.Name)]
public sealed class ReturnTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    [Fact]
    public async Task A_driver_that_reconnects_gets_what_it_missed_and_drives_on()
    {
        await using var first = await Drive();
        await first.AnswerInText();
        await first.Say("before");
        await using var follower = OverHttp(first).Conversation.Follow();
        var last = await follower.Until("response_done");
        first.Abort();
        await OverHttp(first).Text("meanwhile");
        await follower.Until(e => e.Type == "item_done" && e.Version > last.Version, "the text's item");

        await using var second = await Attach(first, $"?after={last.Version}");
        await second.Until(m => m.Type == "item_done", "the text's item");
        await second.Respond();
        Assert.Equal("You said: meanwhile", (await second.Until("response.output_text.done")).Text("text"));
        await second.Close();

        var events = (await OverHttp(first).Ended()).Where(e => e.Version > last.Version).ToList();
        Assert.Equal("requested", events.End().Text("reason"));
        var missed = second.Seen.TakeWhile(m => m.IsEnvelope).ToList();
        Assert.Equal(events.Take(missed.Count).Select(e => (e.Version, e.Type)), missed.Select(m => (m.Version, m.Type)));
    }

    [Fact]
    public async Task A_driver_that_comes_back_in_the_models_protocol_is_told_open_calls_only_and_answers_them()
    {
        await using var first = await Drive(more: "&marks=true");
        await first.Configure();
        var handled = await first.CallFunction();
        await first.Send(new { type = "conversation.item.create",
            item = new { type = "function_call_output", call_id = handled.Text("call_id"), output = "rain" } });
        await using var follower = OverHttp(first).Conversation.Follow();
        await follower.Until("handoff_answered");
        var open = await first.CallFunction();
        await follower.Until(e => e.Type == "handoff_requested" && e.Text("callId") == open.Text("call_id"), "the open call");
        first.Abort();

        await using var second = await Attach(first, "?after=0&view=openai");
        var told = await second.Until("response.output_item.done");
        Assert.Equal(open.Text("call_id"), told.Json.GetProperty("item").GetProperty("call_id").GetString());
        Assert.Equal([open.Text("call_id")], (await second.Until(m => m.Type == "response.done" && Calls(m).Any(), "the response")).Json
            .GetProperty("response").GetProperty("output").EnumerateArray().Select(call => call.GetProperty("call_id").GetString()));
        await second.Send(new { type = "conversation.item.create",
            item = new { type = "function_call_output", call_id = open.Text("call_id"), output = "snow" } });
        await second.Respond();
        Assert.Equal("The function answered: snow", (await second.Until("response.output_text.done")).Text("text"));
        await second.Close();

        Assert.DoesNotContain(second.Seen, m => m.Json.ToString().Contains(handled.Text("call_id")!, StringComparison.Ordinal));
        Assert.DoesNotContain(second.Envelopes, e => e.Type is not ("session_requested" or "session_claimed" or "session_started" or "session_ended"));
        var versions = second.Seen.Where(m => m.Json.TryGetProperty("version", out _)).Select(m => m.Version).ToList();
        Assert.Equal(versions.Order(), versions);
    }

    [Fact]
    public async Task An_unknown_view_is_refused()
    {
        await using var client = await Drive();
        var answer = await TryUpgrade($"/conversations/{client.Conversation}/sessions/{client.Session}/live?view=azure");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("view must be openai", answer.Body, StringComparison.Ordinal);
        await client.Close();
    }

    static IEnumerable<JsonElement> Calls(LiveMessage done) =>
        done.Json.GetProperty("response").GetProperty("output").EnumerateArray().Where(item => item.GetProperty("type").GetString() == "function_call");

    /// <summary>The driver reconnects amid a flood: the log's part may end and the live part begin anywhere.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000)]
    public async Task No_message_is_missed_or_sent_twice_however_busy_the_model_is(int recordedBefore)
    {
        const int count = 3_000;
        await using var first = await Drive();
        await first.Until("session.updated");
        await using var follower = OverHttp(first).Conversation.Follow();
        var last = await follower.Until("upstream_configured");
        first.Abort();
        await Upstream.Break(first.Session, $"flood&count={count}");
        var told = 0;
        await follower.Until(e => (e.Type == "item_added" ? ++told : told) >= recordedBefore, $"{recordedBefore} items");

        await using var second = await Attach(first, $"?after={last.Version}");
        await second.Until(m => ItemOf(m) == $"item_flood_{count}" || ItemOf(m) == $"item_flood_{count - 1}", "the flood's end");
        await OverHttp(first).TryEnd();
        Assert.Equal(1000, await second.UntilClosed());

        var logged = (await OverHttp(first).Ended()).Where(e => e.Type == "item_added" && e.Version > last.Version)
            .Select(e => e.Data.GetProperty("item").GetProperty("id").GetString());
        Assert.Equal(logged, second.Seen.Select(ItemOf).OfType<string>());
        var envelopes = second.Envelopes.Select(m => m.Version).ToList();
        Assert.Equal(envelopes.Order().Distinct(), envelopes);
        Assert.Equal(last.Version + 1, envelopes[0]);
        output.WriteLine(
            $"{second.Seen.Count(m => m.Type == "item_added")} from the log, "
            + $"{second.Seen.Count(m => m.Type == "conversation.item.added")} live");
    }

    readonly ITestOutputHelper output = output;

    static string? ItemOf(LiveMessage message) => message.Type switch
    {
        "item_added" => Id(message.Data),
        "conversation.item.added" => Id(message.Json),
        _ => null,
    };

    static string? Id(JsonElement holder) => holder.GetProperty("item").GetProperty("id").GetString();

    [Fact]
    public async Task A_driver_that_reconnects_takes_over_from_its_socket_that_is_not_yet_known_as_lost()
    {
        await using var first = await Drive();
        await first.Say("on the first");
        await using var second = await Attach(first, "?after=0");
        await second.Until("session_started");
        await second.Say("on the second");
        await first.Item("too late");
        first.Abort();
        await second.Say("still on the second");
        Assert.Equal(["on the first", "on the second", "still on the second"], (await Upstream.Connection(first.Session)).Texts);
        await second.Close();
        Assert.Equal("requested", (await OverHttp(first).Ended()).End().Text("reason"));
    }

    /// <summary>The grace time is ten minutes here: only the Close frame can have ended the session.</summary>
    [Fact]
    public async Task A_driver_that_closes_ends_its_session_at_once()
    {
        await using var client = await Drive();
        await client.Until("session.created");
        await client.Close();
        Assert.Equal("requested, claimed, started, ended(requested)", (await OverHttp(client).Ended()).Life());
        var upstream = await Upstream.Connection(client.Session);
        await Upstream.Gone(client.Session);
        Assert.Equal("sim", upstream.Model);
    }

    [Fact]
    public async Task A_driver_that_closes_before_a_worker_knows_of_it_ends_its_session_at_once()
    {
        await Stack.Workers[0].Pause();
        try
        {
            await using var client = await Drive();
            await client.Until("session_requested");
            await client.Close();
            Assert.Equal("requested, ended(requested)", (await OverHttp(client).Ended()).Story());
        }
        finally
        {
            await Stack.Workers[0].Resume();
        }
    }

    /// <summary>
    /// The worker's answer may overtake the end of the API's own send: the API then must not request the end a second time by the log.
    /// </summary>
    [Fact]
    public async Task Each_of_many_drivers_that_close_ends_its_session_without_a_request()
    {
        for (var round = 0; round < 15; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
            {
                await using var client = await Drive();
                await client.Until("session.created");
                await client.Close();
                Assert.Equal("requested, claimed, started, ended(requested)", (await OverHttp(client).Ended()).Life());
            }));
        }
    }

    [Fact]
    public async Task A_driver_that_closes_while_the_worker_connects_ends_its_session_at_once()
    {
        await using var client = await Drive("sim-fault-no-handshake");
        await client.Until("session_claimed");
        await client.Close();
        Assert.Equal("requested", (await OverHttp(client).Ended()).End().Text("reason"));
        await Upstream.Gone(client.Session);
    }

    [Fact]
    public async Task A_drivers_messages_before_the_model_answers_the_handshake_are_delivered()
    {
        await using var client = await Drive("sim-fault-no-handshake");
        await client.AnswerInText();
        await client.Item("early");
        await client.Respond();
        await Upstream.Answer(client.Session);
        Assert.Equal("You said: early", (await client.Until("response.output_text.done")).Text("text"));
    }
}
