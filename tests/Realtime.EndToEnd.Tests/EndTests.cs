using System.Globalization;
using System.Net;
using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>What ends a session, what does not, and what session_ended contains.</summary>
[Collection(SharedServices.Name)]
public sealed class EndTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_clean_close_keeps_upstreams_code_and_reason()
    {
        var end = (await (await Api.NewConversation().StartWithFault("close:code-4001:reason-bye")).Ended()).End();
        Assert.Equal(("transport_closed", 4001, "bye", null),
            (end.Text("reason"), end.Data.GetProperty("closeCode").GetInt32(), end.Text("closeReason"), end.ErrorCode));
    }

    [Theory]
    [InlineData("authentication", "invalid_api_key")]
    [InlineData("insufficient-quota", "insufficient_quota")]
    [InlineData("binary", "binary_message")]
    [InlineData("reset", "transport_lost")]
    [InlineData("drop", "transport_lost")]
    [InlineData("cut", "transport_lost")]
    public async Task The_end_names_what_broke_the_session(string fault, string code)
    {
        var session = await Api.NewConversation().StartWithFault(fault);
        Assert.Equal($"requested, claimed, started, ended(error, {code})", (await session.Ended()).Life());
        await Upstream.Gone(session.Id);
    }

    [Fact]
    public async Task A_session_that_the_model_reports_as_expired_ends_expired()
    {
        var session = await Api.NewConversation().StartWithFault("session-expired");
        Assert.Equal("requested, claimed, started, ended(expired)", (await session.Ended()).Life());
        await Upstream.Gone(session.Id);
    }

    [Theory]
    [InlineData(1001, "Your session hit the maximum duration of 60 minutes.", "ended(expired)")]
    [InlineData(1001, "bye", "ended(transport_closed)")]
    [InlineData(1008, "bye", "ended(error, upstream_closed)")]
    [InlineData(1011, "bye", "ended(error, upstream_closed)")]
    [InlineData(4000, "bye", "ended(error, upstream_closed)")]
    [InlineData(1000, "bye", "ended(error, server_error)", "server-error,")]
    [InlineData(1011, "bye", "ended(error, server_error)", "server-error,")]
    [InlineData(1008, "bye", "ended(error, invalid_value)", "invalid-request,")]
    [InlineData(1000, "bye", "ended(transport_closed)", "invalid-request,")]
    public async Task The_code_of_a_Close_frame_and_an_error_before_it_decide_the_reason_of_the_end(
        int code, string reason, string end, string before = "")
    {
        var session = await (await Api.NewConversation().Start(new { model = "sim" })).Started();
        await Upstream.Break(session.Id, $"{before}close&code={code}&reason={Uri.EscapeDataString(reason)}");
        Assert.Equal($"requested, claimed, started, {end}", (await session.Ended()).Life());
    }

    [Fact]
    public async Task Frames_after_a_fatal_error_in_the_same_packet_are_never_recorded()
    {
        var session = await Api.NewConversation().StartWithFault("error-then-more:count-50");
        Assert.Equal("requested, claimed, started, upstream_configured, ended(error, insufficient_quota)", (await session.Ended()).Story());
        var upstream = await Upstream.Connection(session.Id);
        Assert.Equal(1000, upstream.CloseReceived?.Code);
    }

    [Fact]
    public async Task Ten_events_and_a_close_are_recorded_as_ten_events_and_an_end()
    {
        var events = await (await Api.NewConversation().StartWithFault("flood-close:count-10")).Ended();
        Assert.Equal(10, events.Count(e => e.Type == "item_added"));
        Assert.Equal("transport_closed", events.End().Text("reason"));
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"item_flood_{n}"),
            events.Where(e => e.Type == "item_added").Select(e => e.Text("itemId")));
    }

    [Theory]
    [InlineData("invalid-request", "invalid_value")]
    [InlineData("server-error", "server_error")]
    [InlineData("bare-error", "unknown_error")]
    public async Task A_recoverable_error_is_a_warning_and_the_session_goes_on(string fault, string code)
    {
        var session = await Api.NewConversation().StartWithFault(fault);
        await using var follower = session.Conversation.Follow();
        Assert.Equal(code, (await follower.Until("upstream_warned")).Text("code"));
        await session.Text("after the warning");
        await follower.Until("response_done");
        await session.TryEnd();
        Assert.Equal("requested", (await follower.Until("session_ended")).Text("reason"));
    }

    [Fact]
    public async Task An_error_of_an_unknown_kind_is_a_warning_and_becomes_the_error_of_a_close_after_it()
    {
        var events = await (await Api.NewConversation().StartWithFault("unknown-error-close:code-4002")).Ended();
        Assert.Contains(events, e => e.Type == "upstream_warned" && e.Text("code") == "mystery");
        Assert.Equal(("error", "mystery", 4002),
            (events.End().Text("reason"), events.End().ErrorCode, events.End().Data.GetProperty("closeCode").GetInt32()));
    }

    [Fact]
    public async Task An_error_of_an_unknown_kind_is_forgotten_if_the_session_goes_on()
    {
        var session = await Api.NewConversation().Start();
        await session.Text("/fault unknown-error,wait,close delay=1500");
        var events = await session.Ended();
        Assert.Contains(events, e => e.Type == "upstream_warned");
        Assert.Equal("transport_closed", events.End().Text("reason"));
    }

    [Fact]
    public async Task Unreadable_messages_are_ignored_and_counted()
    {
        var session = await Api.NewConversation().Start();
        await session.Text("/fault malformed,no-type,unknown-type,missing-field,not-object");
        await using var follower = session.Conversation.Follow();
        await follower.Until("response_done");
        await session.TryEnd();
        var end = await follower.Until("session_ended");
        Assert.Equal(("requested", 5), (end.Text("reason"), end.Data.GetProperty("totals").GetProperty("messagesIgnored").GetInt32()));
    }

    [Theory]
    [InlineData("fail-response reason=overloaded", "failed", null, "overloaded")]
    [InlineData("cut-response", "incomplete", "max_output_tokens", null)]
    public async Task An_answer_that_is_not_complete_says_why(string fault, string status, string? reason, string? code)
    {
        var session = await Api.NewConversation().Start();
        await using var follower = session.Conversation.Follow();
        await session.Text("/fault " + fault);
        var done = await follower.Until("response_done");
        var details = done.Data.GetProperty("details");
        Assert.Equal((status, reason, code),
            (done.Text("status"), details.GetProperty("reason").GetString(), details.GetProperty("code").GetString()));
        Assert.True(done.Data.GetProperty("usage").GetProperty("inputKinds").GetProperty("text").GetInt64() > 0);
        await session.Text("and the next one is whole");
        Assert.Equal("completed", (await follower.Until("response_done")).Text("status"));
        await session.TryEnd();
        var totals = (await follower.Until("session_ended")).Data.GetProperty("totals");
        Assert.Equal(follower.Seen.Where(e => e.Type == "response_done").Sum(AmountOf), AmountOf(totals));
        Assert.False(totals.TryGetProperty("unpriced", out _));
    }

    [Fact]
    public async Task What_no_table_has_a_price_of_costs_an_unknown_amount()
    {
        var session = await Api.NewConversation().Start(new { model = "sim" });
        await using var follower = session.Conversation.Follow();
        await session.Text("hello");
        Assert.False((await follower.Until("response_done")).Data.TryGetProperty("cost", out _));
        await session.TryEnd();
        var totals = (await follower.Until("session_ended")).Data.GetProperty("totals");
        Assert.Equal((1, false), (totals.GetProperty("unpriced").GetInt32(), totals.TryGetProperty("cost", out _)));
    }

    static decimal AmountOf(Event e) => AmountOf(e.Data);

    static decimal AmountOf(JsonElement priced) => decimal.Parse(
        priced.GetProperty("cost").GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);

    [Fact]
    public async Task Keys_speakers_timeouts_limits_and_failed_transcriptions_are_on_the_record()
    {
        var session = await Api.NewConversation().Start();
        await session.Text("/fault dtmf,segments,timeout,not-transcribed,rate-limits reason=7#");
        await using var follower = session.Conversation.Follow();
        Assert.Equal(("7", "#"), ((await follower.Until("dtmf_received")).Text("key"), (await follower.Until("dtmf_received")).Text("key")));
        Assert.Equal(("A", "B"),
            ((await follower.Until("speaker_segment")).Text("speaker"), (await follower.Until("speaker_segment")).Text("speaker")));
        Assert.Equal(6_000, (await follower.Until("input_timed_out")).Data.GetProperty("endMilliseconds").GetInt64());
        Assert.Equal("audio_unintelligible", (await follower.Until("transcription_failed")).Text("code"));
        Assert.Equal(10, (await follower.Until("rate_limits_changed")).Data.GetProperty("limits")[0].GetProperty("remaining").GetInt32());
        await session.TryEnd();
    }

    [Fact]
    public async Task Text_that_the_log_cannot_store_stops_no_session()
    {
        var session = await (await Api.NewConversation().StartWithFault("unstorable")).Started();
        await using var follower = session.Conversation.Follow();
        var item = await follower.Until("item_added");
        Assert.Contains("zero \uFFFD, half \uFFFD, whole \U0001F600",
            item.Data.GetProperty("item").GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        (await session.TryText("a zero \0")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        await Upstream.Break(session.Id, "close&reason=zero%00");
        Assert.Equal(("transport_closed", "zero\uFFFD"),
            ((await follower.Until("session_ended")).Text("reason"), follower.Seen[^1].Text("closeReason")));
    }

    [Fact]
    public async Task An_end_while_connecting_cancels_the_attempt_and_leaves_no_socket()
    {
        var session = await Api.NewConversation().StartWithFault("no-handshake");
        await Upstream.Connection(session.Id);
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        Assert.Equal("requested, claimed, end_requested, ended(requested)", (await session.Ended()).Story());
        await Upstream.Gone(session.Id);
    }

    [Fact]
    public async Task Upstream_gets_a_proper_Close_frame()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        await session.TryEnd();
        await Upstream.Gone(session.Id);
        var connection = await Upstream.Connection(session.Id);
        Assert.Equal((1000, "closed by the client"), (connection.CloseReceived?.Code, connection.Outcome));
    }

    [Fact]
    public async Task Failed_writes_to_upstream_end_the_session_once()
    {
        var session = await (await Api.NewConversation().StartWithFault("reset-on-write")).Started();
        for (var i = 0; i < 5; i++) await session.TryText($"into the void {i}");
        Assert.Equal("requested, claimed, started, ended(error, transport_lost)", (await session.Ended()).Life());
        (await session.TryText("too late")).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
        (await session.TryAudio(Speech.Silence(100))).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
    }

    [Fact]
    public async Task Repeated_ends_get_the_same_answer()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        var first = (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        for (var i = 0; i < 3; i++) Assert.Equal(first.Body, (await session.TryEnd()).MustBe(HttpStatusCode.OK).Body);
        Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
    }

    [Theory]
    [InlineData("maxSeconds", "expired")]
    [InlineData("idleSeconds", "idle")]
    public async Task A_start_can_limit_the_duration_and_the_idle_time_of_its_session(string bound, string reason)
    {
        var session = await Api.NewConversation().Start(new Dictionary<string, int> { [bound] = 1 });
        Assert.Equal($"requested, claimed, started, ended({reason})", (await session.Ended()).Life());
    }
}
