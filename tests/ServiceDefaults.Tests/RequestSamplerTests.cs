using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Realtime.ServiceDefaults.Tests;

public sealed class RequestSamplerTests
{
    [Theory]
    [InlineData(ActivityKind.Server, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Consumer, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Producer, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Client, SamplingDecision.Drop)]
    [InlineData(ActivityKind.Internal, SamplingDecision.Drop)]
    public void Only_a_request_or_a_message_begins_a_trace(ActivityKind kind, SamplingDecision decision) =>
        Assert.Equal(decision, Decide(kind, parent: default));

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityTraceFlags.None, SamplingDecision.Drop)]
    public void A_span_with_a_parent_is_sampled_as_its_parent_is(ActivityTraceFlags flags, SamplingDecision decision)
    {
        foreach (var kind in Enum.GetValues<ActivityKind>())
            Assert.Equal(decision, Decide(kind, new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags)));
    }

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityTraceFlags.None, SamplingDecision.Drop)]
    public void What_is_linked_to_a_request_begins_a_trace_if_the_request_is_traced(ActivityTraceFlags flags, SamplingDecision decision)
    {
        var request = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags, isRemote: true);
        Assert.Equal(decision, Decide(ActivityKind.Internal, parent: default, links: [new ActivityLink(request)]));
    }

    [Fact]
    public void The_share_of_traced_requests_can_be_set()
    {
        Assert.Equal(SamplingDecision.Drop, Decide(ActivityKind.Server, parent: default, share: "0"));
        Assert.InRange(Enumerable.Range(0, 2_000)
            .Count(_ => Decide(ActivityKind.Server, default, "0.5") is SamplingDecision.RecordAndSample), 700, 1_300);
    }

    [Theory]
    [InlineData("half")]
    [InlineData("-0.1")]
    [InlineData("1.1")]
    [InlineData("NaN")]
    public void An_invalid_share_is_refused_with_the_name_of_its_setting(string share) =>
        Assert.Contains(RequestSampler.ShareSetting,
            Assert.Throws<InvalidOperationException>(() => Decide(ActivityKind.Server, default, share)).Message, StringComparison.Ordinal);

    static SamplingDecision Decide(ActivityKind kind, ActivityContext parent, string? share = null, ActivityLink[]? links = null)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(RequestSampler.ShareSetting, share)]).Build();
        var trace = parent == default ? ActivityTraceId.CreateRandom() : parent.TraceId;
        return RequestSampler.From(settings).ShouldSample(new SamplingParameters(parent, trace, "span", kind, links: links)).Decision;
    }
}
