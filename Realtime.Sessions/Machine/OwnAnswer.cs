namespace Realtime.Sessions.Machine;

/// <summary>
/// After speech, and after an approval, the provider may answer by itself. Until it does, or has had its time, it is not asked.
/// </summary>
public sealed record OwnAnswer
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public static readonly OwnAnswer None = new();

    DateTimeOffset? SpeechEnded { get; init; }
    DateTimeOffset? Approved { get; init; }

    public bool IsAwaited => IsAfterSpeech || IsAfterApproval;

    public bool IsAfterSpeech => SpeechEnded is not null;

    public bool IsAfterApproval => Approved is not null;

    public DateTimeOffset? Due => new[] { SpeechEnded + Patience, Approved + Patience }.Min();

    public OwnAnswer AfterSpeech(DateTimeOffset now) => this with { SpeechEnded = now };

    public OwnAnswer AfterApproval(DateTimeOffset now) => this with { Approved = now };

    /// <summary>Its answer to the speech is not waited for: it has begun, the user goes on, or it is asked for another reason.</summary>
    public OwnAnswer WithoutSpeech() => this with { SpeechEnded = null };

    public OwnAnswer WithoutApproval() => this with { Approved = null };

    /// <summary>What the provider has had its time for is not waited for any more.</summary>
    public OwnAnswer Ring(DateTimeOffset now) => this with
    {
        SpeechEnded = SpeechEnded + Patience <= now ? null : SpeechEnded,
        Approved = Approved + Patience <= now ? null : Approved,
    };
}
