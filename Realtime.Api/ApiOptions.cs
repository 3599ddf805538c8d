using System.ComponentModel.DataAnnotations;
using Realtime.Api.Sessions;
using Realtime.Sessions;

namespace Realtime.Api;

/// <summary>Settings under Realtime of the API.</summary>
public sealed class ApiOptions : IValidatableObject
{
    public const string Section = "Realtime";

    /// <summary>The model of a start that names none.</summary>
    [Required(ErrorMessage = "Realtime:DefaultModel must name a model.")]
    public string DefaultModel { get; set; } = KnownModels.Default;

    /// <summary>A regular expression that the names of new conversations match as a whole; empty allows every well-formed name.</summary>
    public string ConversationNames { get; set; } = "";

    /// <summary>Models that may be started; none listed allows every well-formed name.</summary>
    public IList<ModelOptions> Models { get; } = [];

    /// <summary>When models end. It adds to the known lifetimes, or overrides them.</summary>
    public IList<ModelLifetimeOptions> ModelLifetimes { get; } = [];

    /// <summary>The time between pings to a live socket's client, in seconds.</summary>
    [Range(1, 600, ErrorMessage = "Realtime:LivePingSeconds must be 1 to 600.")]
    public int LivePingSeconds { get; set; } = 15;

    /// <summary>How long a live socket's client may take to answer a ping before it counts as lost, in seconds.</summary>
    [Range(1, 600, ErrorMessage = "Realtime:LivePongSeconds must be 1 to 600.")]
    public int LivePongSeconds { get; set; } = 10;

    /// <summary>Longest instructions and texts, in characters.</summary>
    [Range(1, 40_000, ErrorMessage = "Realtime:MaximumTextLength must be 1 to 40000 characters: no event has more than 256 KiB.")]
    public int MaximumTextLength { get; set; } = 32_768;

    /// <summary>The most requests that this API answers at a time, without event streams and live sockets.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Realtime:RequestsInFlight must be 1 to 1000000.")]
    public int RequestsInFlight { get; set; } = 2_000;

    /// <summary>The most event streams that this API writes at a time.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Realtime:EventStreams must be 1 to 1000000.")]
    public int EventStreams { get; set; } = 10_000;

    /// <summary>The most live sockets that this API holds at a time.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Realtime:LiveSockets must be 1 to 1000000.")]
    public int LiveSockets { get; set; } = 10_000;

    /// <summary>The most live sockets of one session that this API holds at a time.</summary>
    [Range(1, 10_000, ErrorMessage = "Realtime:SessionLiveSockets must be 1 to 10000.")]
    public int SessionLiveSockets { get; set; } = 64;

    /// <summary>The most live sockets that look up their session in the log at a time; the others queue.</summary>
    [Range(1, 1_000, ErrorMessage = "Realtime:CatchUpReads must be 1 to 1000.")]
    public int CatchUpReads { get; set; } = 32;

    /// <summary>The most bytes of the images of one item.</summary>
    [Range(1, 12 * 1024 * 1024, ErrorMessage = "Realtime:MaximumImageBytes must be 1 to 12582912.")]
    public int MaximumImageBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The most memory for the bodies of all requests with audio or images of this process, in bytes.</summary>
    [Range(1024 * 1024, 1024L * 1024 * 1024 * 1024, ErrorMessage = "Realtime:AudioBufferBytes must be 1048576 to 1099511627776.")]
    public long AudioBufferBytes { get; set; } = 128 * 1024 * 1024;

    /// <summary>Largest body of one audio request, in bytes.</summary>
    [Range(2, 64 * 1024 * 1024, ErrorMessage = "Realtime:MaximumAudioBytes must be 2 to 67108864.")]
    public int MaximumAudioBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>How long an end request waits for the end before it answers 202, in milliseconds.</summary>
    [Range(0, 60_000, ErrorMessage = "Realtime:EndWaitMilliseconds must be 0 to 60000.")]
    public int EndWaitMilliseconds { get; set; } = 3_000;

    /// <summary>How often a quiet event stream gets a comment, so that proxies keep it open, in seconds.</summary>
    [Range(1, 300, ErrorMessage = "Realtime:HeartbeatSeconds must be 1 to 300.")]
    public int HeartbeatSeconds { get; set; } = 15;

    /// <summary>How long a follower may take to accept what was written to it before it is disconnected, in seconds.</summary>
    [Range(1, 300, ErrorMessage = "Realtime:SlowFollowerSeconds must be 1 to 300.")]
    public int SlowFollowerSeconds { get; set; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ModelLifetimes.Any(lifetime => lifetime.Name.Length == 0))
            yield return new ValidationResult("Each of Realtime:ModelLifetimes needs a Name.", [nameof(ModelLifetimes)]);
        if (NewNames.Check(ConversationNames) is { } problem) yield return problem;
    }
}

/// <summary>When a model ends.</summary>
public sealed class ModelLifetimeOptions
{
    public string Name { get; set; } = "";

    /// <summary>The day, in UTC, from which starts are refused. Not set: the model does not end.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>The model that refusals and warnings recommend.</summary>
    public string? Successor { get; set; }
}

/// <summary>A model that may be started, and its voices; none listed allows every well-formed voice.</summary>
public sealed class ModelOptions
{
    [Required(ErrorMessage = "Each of Realtime:Models needs a Name.")]
    public string Name { get; set; } = "";

    public IList<string> Voices { get; } = [];
}
