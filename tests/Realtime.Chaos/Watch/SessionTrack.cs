namespace Realtime.Chaos.Watch;

/// <summary>The lifecycle of one session, with the time at which the watch read each event.</summary>
sealed class SessionTrack(Guid id, string conversation, bool resumes)
{
    public Guid Id => id;
    public string Conversation => conversation;

    /// <summary>Whether another worker may resume it.</summary>
    public bool Resumes => resumes;

    public List<(TimeSpan At, string Address)> Claims { get; } = [];
    public List<TimeSpan> Resumed { get; } = [];
    public TimeSpan? Ended { get; set; }
    public string? Reason { get; set; }

    /// <summary>The address of its owner at that time; null while it had none.</summary>
    public string? OwnerAt(TimeSpan time) => Ended <= time ? null : Claims.LastOrDefault(claim => claim.At <= time).Address;

    public override string ToString() =>
        $"session {Id} in {Conversation}, ended {Reason} at {Ended?.TotalSeconds:0.0} s, claimed "
        + $"{string.Join(", ", Claims.Select(claim => $"at {claim.At.TotalSeconds:0.0} s by {claim.Address}"))}";
}
