using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Realtime.ServiceDefaults;

/// <summary>
/// A request or a message begins a trace, and so does what is linked to one that is traced: the later life of its session. What a service
/// does by itself (polls of the log, lease renewals, sweeps, Marten's daemon) begins none: its queries and calls would hide the few traces
/// of requests.
/// </summary>
/// <param name="share">The share of requests that begin a trace, between 0 and 1.</param>
internal sealed class RequestSampler(double share) : Sampler
{
    /// <summary>OpenTelemetry's name of the setting.</summary>
    public const string ShareSetting = "OTEL_TRACES_SAMPLER_ARG";

    private readonly TraceIdRatioBasedSampler shared = new(share);

    /// <summary>A span with a parent is sampled if its parent is, in this process or in the caller's.</summary>
    public static Sampler From(IConfiguration settings)
    {
        var text = settings[ShareSetting] is { Length: > 0 } given ? given : "1";
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) || share is not (>= 0 and <= 1))
            throw new InvalidOperationException($"{ShareSetting} must be a number between 0 and 1: the share of requests to trace.");
        return new ParentBasedSampler(new RequestSampler(share));
    }

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Links?.FirstOrDefault() is { Context: var linked } && linked != default
            ? new SamplingResult((linked.TraceFlags & ActivityTraceFlags.Recorded) != 0)
        : samplingParameters.Kind is ActivityKind.Server or ActivityKind.Producer or ActivityKind.Consumer
            ? shared.ShouldSample(samplingParameters)
        : new SamplingResult(SamplingDecision.Drop);
}
