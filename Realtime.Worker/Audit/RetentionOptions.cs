using System.ComponentModel.DataAnnotations;

namespace Realtime.Worker.Audit;

/// <summary>Settings under Realtime:Retention.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Realtime:Retention";

    /// <summary>The days after its last session's end when a conversation is archived. Not set: never.</summary>
    [Range(1, 36_500, ErrorMessage = "Realtime:Retention:ArchiveAfterDays must be 1 to 36500, or not set.")]
    public int? ArchiveAfterDays { get; set; }

    /// <summary>The time between two sweeps for such conversations, in seconds.</summary>
    [Range(1, 86_400, ErrorMessage = "Realtime:Retention:SweepSeconds must be 1 to 86400.")]
    public int SweepSeconds { get; set; } = 3_600;
}
