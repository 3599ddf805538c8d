using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Realtime.Testing.Telemetry;
using Xunit.Abstractions;

namespace Realtime.Observability.Tests;

/// <summary>Whoever follows a slow answer finds the whole story of its session: from the client's own trace to the end.</summary>
public sealed class SessionTraceTests(ITestOutputHelper output) : StackTests(output)
{
    const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const string Traceparent = $"00-{Trace}-00f067aa0ba902b7-01";
    readonly ITestOutputHelper output = output;

    [Fact]
    public async Task A_session_is_one_trace_that_its_client_began_and_each_turn_and_the_end_are_linked_to_it()
    {
        await using var collector = await Collector.Start();
        var stack = await Start(collector, content: false);
        var session = await StartTraced(stack);
        await Hold(stack, session);
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await session.Ended();

        var request = await collector.Span(s => s is { Service: "api", Kind: SpanKind.Server } && s.Trace == Trace, "the start");
        Assert.Equal(session.Id.ToString(), request.Attributes["session.id"]);
        var connect = await Of(collector, session, "realtime.connect");
        Assert.Equal(Trace, connect.Trace);
        foreach (var part in (string[])["dns", "tcp", "websocket.upgrade", "realtime.first_update"])
            await collector.Span(s => s.Parent == connect.Id && s.Name == part, part);

        var turn = await Of(collector, session, "realtime.turn");
        Assert.True(turn.IsRoot);
        Assert.NotEqual(Trace, turn.Trace);
        Assert.Equal(Trace, Assert.Single(turn.Links));
        Assert.Contains("realtime.first_audio", turn.Events);
        var tool = await collector.Span(s => s.Parent == turn.Id && s.Name == "execute_tool weather", "the tool call");
        Assert.Equal("weather", tool.Attributes["gen_ai.tool.name"]);
        var responses = collector.Spans.Where(s => s.Parent == turn.Id && s.Name == "chat script").OrderBy(s => s.Start).ToList();
        Assert.Equal(["r1", "r2"], responses.Select(s => s.Attributes["gen_ai.response.id"]));
        Assert.True(responses[0].End <= tool.End && tool.End <= responses[1].Start, "call, answer, next response");
        Assert.All(responses, s => Assert.Equal(("chat", "openai", session.Conversation.Id),
            (s.Attributes["gen_ai.operation.name"], s.Attributes["gen_ai.provider.name"], s.Attributes["gen_ai.conversation.id"])));
        Assert.Equal(("12", "34"),
            (responses[1].Attributes["gen_ai.usage.input_tokens"], responses[1].Attributes["gen_ai.usage.output_tokens"]));
        Assert.Equal("completed", responses[1].Attributes["gen_ai.response.finish_reasons"]);

        var end = await Of(collector, session, "realtime.end");
        Assert.Equal(("requested", Trace), (end.Attributes["realtime.end.reason"], Assert.Single(end.Links)));
        var line = await collector.Log(l => l.Text.StartsWith($"Session {session.Id} in", StringComparison.Ordinal), "the line of the end");
        Assert.Equal((9, "default", session.Conversation.Id), (line.Severity, line.Attributes["realtime.tenant"].Single(),
            line.Attributes["gen_ai.conversation.id"].Single()));
        Assert.Equal(Trace, line.Attributes["realtime.trace"].Single());
        Assert.DoesNotContain(collector.Spans, s => s.Attributes.Keys.Any(key => key.EndsWith(".messages", StringComparison.Ordinal)
            || key is "gen_ai.tool.call.arguments" or "gen_ai.tool.call.result"));
        foreach (var span in collector.Spans.OrderBy(s => s.Start))
            output.WriteLine($"{span.Start:mm:ss.fff} {(span.End - span.Start).TotalMilliseconds,8:F1} ms {span.Service} {span.Name}");
    }

    [Fact]
    public async Task What_was_said_is_in_traces_only_if_a_setting_says_so()
    {
        await using var collector = await Collector.Start();
        var stack = await Start(collector, content: true);
        var session = await StartTraced(stack);
        await Hold(stack, session);
        var turn = await Of(collector, session, "realtime.turn");
        var first = await collector.Span(s => s.Parent == turn.Id && s.Attributes.ContainsKey("gen_ai.output.messages"), "the first response");
        Assert.Contains("It rains.", first.Attributes["gen_ai.output.messages"], StringComparison.Ordinal);
        var tool = await collector.Span(s => s.Parent == turn.Id && s.Name == "execute_tool weather", "the tool call");
        Assert.Equal(("{}", "12 degrees"), (tool.Attributes["gen_ai.tool.call.arguments"], tool.Attributes["gen_ai.tool.call.result"]));
    }

    [Fact]
    public async Task A_hand_over_has_a_trace_linked_to_the_start_in_which_the_next_owner_connects()
    {
        await using var collector = await Collector.Start();
        var stack = await Start(collector, content: false, workers: 2);
        var session = await StartTraced(stack);
        await (await Owner(stack, session)).Stop();
        var handOver = await Of(collector, session, "realtime.hand_over");
        Assert.Equal(Trace, Assert.Single(handOver.Links));
        var claim = await collector.Span(s => s.Trace == handOver.Trace && s.Name == "realtime.claim", "the next owner's claim");
        var connect = await collector.Span(s => s.Parent == claim.Id && s.Name == "realtime.connect", "its way to the model");
        Assert.Equal(session.Id.ToString(), connect.Attributes["session.id"]);
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        var end = await Of(collector, session, "realtime.end");
        Assert.Equal(Trace, Assert.Single(end.Links));
    }

    /// <summary>The worker that has the session, by the log.</summary>
    static async Task<ServiceProcess> Owner(RealtimeStack stack, SessionClient session)
    {
        var history = (await stack.Client.Get($"/audit{session.Conversation.Path}")).MustBe(HttpStatusCode.OK).Json;
        var claim = history.GetProperty("events").EnumerateArray().Single(e => e.GetProperty("type").GetString() == "session_claimed");
        var address = new Uri(claim.GetProperty("data").GetProperty("address").GetString()!);
        return stack.Workers.Single(worker => worker.Address.Port == address.Port);
    }

    Task<RealtimeStack> Start(Collector collector, bool content, int workers = 1) => StartStack(new StackSettings
    {
        Workers = workers,
        Api = collector.SettingsOf("api"),
        Worker = new Dictionary<string, string>(collector.SettingsOf("worker"))
        {
            ["Realtime__Telemetry__Content"] = content ? "true" : "false",
        },
    });

    /// <summary>Starts a session of a model that says what the test says, in the client's own trace.</summary>
    static async Task<SessionClient> StartTraced(RealtimeStack stack)
    {
        var conversation = stack.Client.NewConversation();
        using var http = new HttpClient { BaseAddress = stack.Api.Address, DefaultRequestHeaders = { { "traceparent", Traceparent } } };
        var id = Guid.NewGuid();
        using var body = new StringContent($$"""{"sessionId":"{{id}}","model":"script","onWorkerLost":"resume"}""", null, "application/json");
        (await http.PostAsync($"{conversation.Path}/sessions", body)).EnsureSuccessStatusCode();
        return await conversation.Session(id).Started();
    }

    /// <summary>One turn: the user speaks, the model calls a tool, gets the answer and speaks.</summary>
    internal static async Task Hold(RealtimeStack stack, SessionClient session)
    {
        await using var follower = session.Conversation.Follow();
        await stack.Upstream.Say(session.Id, Script.SpeechStopped, Script.Began("r1"), Script.Call("c1", "weather"), Script.Over("r1"));
        await follower.Until("response_done", session.Id);
        (await session.TryAnswer("c1", "12 degrees")).MustBe(HttpStatusCode.Accepted);
        await follower.Until("handoff_answered", session.Id);
        await Patience.Until(async () => (await stack.Upstream.Messages(session.Id))
            .Any(m => m.GetProperty("type").GetString() == "response.create"), "the worker asks for the next response");
        await stack.Upstream.Say(session.Id, Script.Began("r2"), Script.Audio, Script.Said("It rains."), Script.Over("r2"));
        await follower.Until(e => e.Type == "response_done" && e.Text("responseId") == "r2", "the second response");
    }

    static Task<ReceivedSpan> Of(Collector collector, SessionClient session, string name) =>
        collector.Span(s => s.Name == name && s.Attributes.GetValueOrDefault("session.id") == session.Id.ToString(), name);
}
