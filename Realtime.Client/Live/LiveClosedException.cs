namespace Realtime.Client;

/// <summary>The service closed a live socket for good, and no other would do better.</summary>
public sealed class LiveClosedException : Exception
{
    internal LiveClosedException(int? code, string? reason) : base($"The service closed the live socket with {code}: {reason}") =>
        (CloseCode, Reason) = (code, reason);

    /// <summary>The code of the Close frame, one of <see cref="LiveCloseCode"/>.</summary>
    public int? CloseCode { get; }

    /// <summary>The reason in the Close frame.</summary>
    public string? Reason { get; }
}
