using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Engine;

/// <summary>Bounds of the local engine, settable as <c>LocalEngine:…</c>.</summary>
internal sealed record EngineOptions
{
    /// <summary>How long a resource may take from its start until it is healthy.</summary>
    public int StartSeconds { get; init; } = 120;

    /// <summary>How long a resource may take to stop before its process tree is killed.</summary>
    public int StopSeconds { get; init; } = 15;

    public TimeSpan StartWithin => TimeSpan.FromSeconds(StartSeconds);

    public TimeSpan StopWithin => TimeSpan.FromSeconds(StopSeconds);

    public static EngineOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection("LocalEngine").Get<EngineOptions>() ?? new();
        return options is { StartSeconds: > 0, StopSeconds: > 0 }
            ? options
            : throw new DistributedApplicationException("LocalEngine:StartSeconds and LocalEngine:StopSeconds must be above 0.");
    }
}
