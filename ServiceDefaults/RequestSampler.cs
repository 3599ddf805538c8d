using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Realtime.ServiceDefaults;

/// <summary>
/// A trace begins with a request or with a message. What a service does by itself (polls of the log, lease renewals, sweeps, Marten's daemon) begins none:
/// its queries and calls would bury the few traces that somebody asked for.
/// </summary>
/// <param name="share">Of the traces that begin here, between 0 and 1.</param>
internal sealed class RequestSampler(double share) : Sampler
{
    /// <summary>OpenTelemetry's own name for it.</summary>
    public const string ShareSetting = "OTEL_TRACES_SAMPLER_ARG";

    private readonly TraceIdRatioBasedSampler shared = new(share);

    /// <summary>What has a parent follows it, whether that is of this process or of a caller's.</summary>
    public static Sampler From(IConfiguration settings)
    {
        var text = settings[ShareSetting] is { Length: > 0 } given ? given : "1";
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) || share is not (>= 0 and <= 1))
            throw new InvalidOperationException($"{ShareSetting} must be a number between 0 and 1, the share of requests that are traced.");
        return new ParentBasedSampler(new RequestSampler(share));
    }

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind is ActivityKind.Server or ActivityKind.Producer or ActivityKind.Consumer
            ? shared.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
}
