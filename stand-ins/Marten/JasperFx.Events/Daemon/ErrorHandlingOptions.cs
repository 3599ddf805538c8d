namespace JasperFx.Events.Daemon;

/// <summary>Which failing events are passed over (logged, and kept as a <see cref="DeadLetterEvent"/>) rather than stopped at.</summary>
public sealed class ErrorHandlingOptions
{
    public bool SkipApplyErrors { get; set; }

    public bool SkipUnknownEvents { get; set; }

    public bool SkipSerializationErrors { get; set; }
}
