namespace Realtime.Sessions.Machine;

/// <summary>What a session's owner knows before it begins.</summary>
/// <param name="Age">How long ago the session was requested; zero for a new one.</param>
/// <param name="Resumption">What another owner left behind; null for a new session.</param>
public sealed record Terms(
    Guid SessionId, SessionOptions Options, OwnerToken Owner, Abilities Can, Bounds Bounds, TimeSpan Age = default,
        Resumption? Resumption = null)
{
    public bool Renews => Options.AtCap is AtCap.Renew && Can.Renew && Can.Replay;
}

/// <summary>What a provider's protocol can do.</summary>
/// <param name="Truncate">Cut an item where it was heard.</param>
/// <param name="Cancel">Stop an answer when told to; needed where the provider does not do so by itself when the user speaks.</param>
/// <param name="Settle">Say when it has taken all that was written.</param>
/// <param name="Renew">Have a second transport for the same conversation.</param>
/// <param name="Replay">Be told on a new transport what was said on another.</param>
public sealed record Abilities(bool Truncate, bool Cancel, bool Settle, bool Renew, bool Replay);

/// <summary>The bounds of a session's waits.</summary>
/// <param name="Transport">Longest life of one transport.</param>
/// <param name="Life">Longest life of the session, however many transports and owners it has.</param>
/// <param name="Idle">Longest silence; zero is no bound.</param>
/// <param name="ClientGone">How long a lost live driver may stay away.</param>
/// <param name="Handoff">How long a tool call waits for its answer.</param>
/// <param name="Settle">How long a transport may take to say that it has taken everything.</param>
/// <param name="Quiet">Quiet that ends the drain.</param>
/// <param name="Drain">The drain's longest time.</param>
public sealed record Bounds(
    TimeSpan Transport, TimeSpan Life, TimeSpan Idle, TimeSpan ClientGone, TimeSpan Handoff, TimeSpan Settle, TimeSpan Quiet,
        TimeSpan Drain);

/// <summary>What a session that was taken over had said and was owed.</summary>
/// <param name="Unsent">Texts and answers on the record that the lost owner had not passed on.</param>
public sealed record Resumption(
    Unfinished Unfinished, int ItemsReplayed, IReadOnlyList<string> NotRestored, IReadOnlySet<string> ItemIds,
        IReadOnlyList<SessionEvent> Unsent, bool IsRestored);
