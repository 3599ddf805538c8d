using System.Net;
using Realtime.Testing.Telemetry;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>The services export traces of requests to a collector, and none of their own background loops.</summary>
public sealed class TelemetryTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5); // several rounds of each background loop: tail, lease, sweep, daemon, bus
    readonly ITestOutputHelper output = output;

    [Fact]
    public async Task A_start_is_one_trace_from_the_request_to_the_model_and_polling_has_none()
    {
        await using var collector = await Collector.Start();
        var stack =
            await StartStack(new StackSettings { Workers = 2, Api = collector.SettingsOf("api"), Worker = collector.SettingsOf("worker") });
        var idle = await Pause();

        var (session, trace) = await StartByOffer(stack);
        await collector.Span(s => s.Trace == trace && s is { Service: "api", Kind: SpanKind.Server }, "the start's request");
        await collector.Span(s => s.Trace == trace && s is { Service: "worker", Kind: SpanKind.Server }, "the offer to the worker");
        await collector.Span(s => s.Trace == trace && s is { Service: "worker", Source: "Npgsql" }, "the claim's statements");
        var connect = await collector.Span(s => s.Trace == trace && s is { Service: "worker", Name: "realtime.connect" },
            "the worker's way to the model");
        await collector.Span(s => s.Parent == connect.Id && s is { Source: "System.Net.Http" }, "the handshake with the model");
        // until the request that followed the start has ended
        await Task.Delay(TimeSpan.FromSeconds(2));
        var silent = await Pause();

        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await session.Ended();
        await collector.Span(s => s is { Service: "api", Kind: SpanKind.Server } && s.Start > silent.Until
            && s.Name.StartsWith("POST", StringComparison.Ordinal), "the end's request");
        await Patience.Until(() => Task.FromResult(collector.Metrics.Any(metric => metric.Name == "realtime.eventlog.appended")),
            "the count of appended events");
        await CloseStacks(); // which also sends the last spans

        foreach (var span in collector.Spans.Where(s => s.IsRoot))
            output.WriteLine($"{span.Service} {span.Kind} {span.Source} {span.Name}");
        Assert.All(collector.Spans.Where(s => s.IsRoot), root => Assert.True(
            (root.Service, root.Kind) == ("api", SpanKind.Server) || root.Name == "realtime.end" && root.Links.Count == 1, root.ToString()));
        Assert.DoesNotContain(collector.Spans, span => idle.Holds(span.Start) || silent.Holds(span.Start));
        output.WriteLine(
            $"{collector.Spans.Count} spans of {collector.Spans.Select(s => s.Trace).Distinct().Count()} traces; "
            + $"{collector.Spans.Count(s => s.Trace == trace)} of the start's");
    }

    /// <summary>
    /// Starts a session that a worker claims because of an offer, so that it has a trace. On a busy machine a sweep, which has no
    /// trace, may claim it first; then it tries again.
    /// </summary>
    static async Task<(SessionClient Session, string Trace)> StartByOffer(RealtimeStack stack)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var session = await (await stack.Client.NewConversation().Start()).Started();
            var history = (await stack.Client.Get($"/audit{session.Conversation.Path}"))
                .MustBe(HttpStatusCode.OK).Json.GetProperty("events");
            var traces = history.EnumerateArray()
                .ToLookup(e => e.GetProperty("type").GetString(), e => e.GetProperty("correlation").GetString());
            if (traces["session_claimed"].First() == traces["session_requested"].Single())
                return (session, traces["session_requested"].Single()!);
            (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        }

        throw new TimeoutException("No session was claimed after an offer.");
    }

    static async Task<Window> Pause()
    {
        var from = TimeProvider.System.GetUtcNow();
        await Task.Delay(Quiet);
        return new Window(from, TimeProvider.System.GetUtcNow());
    }

    sealed record Window(DateTimeOffset From, DateTimeOffset Until)
    {
        public bool Holds(DateTimeOffset time) => time >= From && time < Until;
    }
}
