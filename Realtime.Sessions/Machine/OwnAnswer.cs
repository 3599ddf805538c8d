using System.Collections.Immutable;

namespace Realtime.Sessions.Machine;

/// <summary>
/// After speech, and after an approval, the provider may answer by itself. Until it does, or has had its time, it is not asked.
/// </summary>
public sealed record OwnAnswer
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public static readonly OwnAnswer None = new();

    DateTimeOffset? SpeechEnded { get; init; }

    /// <summary>Approvals that the model is told, by their input ids, and when each was written; null for not yet.</summary>
    ImmutableDictionary<string, DateTimeOffset?> Approved { get; init; } = ImmutableDictionary<string, DateTimeOffset?>.Empty;

    public bool IsAwaited => IsAfterSpeech || IsAfterApproval;

    public bool IsAfterSpeech => SpeechEnded is not null;

    public bool IsAfterApproval => !Approved.IsEmpty;

    public DateTimeOffset? Due => new[] { SpeechEnded, Approved.Values.Min() }.Min() + Patience;

    public OwnAnswer AfterSpeech(DateTimeOffset now) => this with { SpeechEnded = now };

    public OwnAnswer AfterApproval(string inputId) => this with { Approved = Approved.SetItem(inputId, null) };

    /// <summary>The approval is written: the provider's time begins.</summary>
    public OwnAnswer Wrote(string inputId, DateTimeOffset now) =>
        Approved.ContainsKey(inputId) ? this with { Approved = Approved.SetItem(inputId, now) } : this;

    /// <summary>The provider refused the approval.</summary>
    public OwnAnswer WithoutApproval(string inputId) => this with { Approved = Approved.Remove(inputId) };

    /// <summary>Its answer to the speech is not waited for: it has begun, the user goes on, or it is asked for another reason.</summary>
    public OwnAnswer WithoutSpeech() => this with { SpeechEnded = null };

    public OwnAnswer WithoutApprovals() => this with { Approved = Approved.Clear() };

    /// <summary>The new transport answers nothing that the old one was told, but gets what was not written yet.</summary>
    public OwnAnswer OnNewTransport() => None with { Approved = Approved.RemoveRange(Written(DateTimeOffset.MaxValue)) };

    /// <summary>What the provider has had its time for is not waited for any more.</summary>
    public OwnAnswer Ring(DateTimeOffset now) => this with
    {
        SpeechEnded = SpeechEnded + Patience <= now ? null : SpeechEnded,
        Approved = Approved.RemoveRange(Written(now - Patience)),
    };

    IEnumerable<string> Written(DateTimeOffset by) =>
        Approved.Where(approval => approval.Value <= by).Select(approval => approval.Key);
}
