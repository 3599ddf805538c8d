using Microsoft.Extensions.Options;
using Realtime.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>Says at the start that the configured transcription model ends soon, or has ended.</summary>
sealed partial class TranscriptionModelCheck(IOptions<UpstreamOptions> options, TimeProvider time, ILogger<TranscriptionModelCheck> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (ModelLifetime.Find(options.Value.TranscriptionModel, KnownModels.Lifetimes) is { EndsOn: { } day } lifetime
            && (lifetime.HasEnded(now) || lifetime.EndsSoon(now)))
            LogEnds(lifetime.Name, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), lifetime.Advice);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Realtime:Upstream:TranscriptionModel is {Model}, whose last day is before {Day}. {Advice}")]
    partial void LogEnds(string model, string day, string advice);
}
