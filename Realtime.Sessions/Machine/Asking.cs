namespace Realtime.Sessions.Machine;

/// <summary>
/// Asks the model for what is owed, as soon as nothing stands against it, and gives up what stands against it when the provider is silent
/// for too long.
/// </summary>
static class Asking
{
    /// <summary>What blocks an answer that is owed is given up after so much silence of the provider.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Dialogue Proceed(Dialogue d, DateTimeOffset now, List<Effect> does)
    {
        if (d.Requests.Next is { } request && MayRequest(d) && !d.Responses.IsBusy)
            d = d with { Commands = d.Commands.Tell(request, does), Requests = d.Requests.Ask(), Responses = d.Responses.Ask() };

        if (MayAsk(d) && d.Responses is { IsOwed: true, IsBusy: false })
        {
            does.Add(new Effect.Send(UpstreamCommand.Respond.Instance));
            d = d with { Responses = d.Responses.Ask() };
        }

        var isBlocked = IsBlocked(d);
        return isBlocked == d.LooksAgain is not null ? d : d with { LooksAgain = isBlocked ? now + Patience : null };
    }

    public static Dialogue Ring(Dialogue d, DateTimeOffset now)
    {
        if (d.LooksAgain > now || d.LooksAgain is null) return d;
        var isAlive = now - d.LastHeard < Patience || d.Responses is { IsAsked: true, IsSent: false };
        return isAlive ? d with { LooksAgain = null } : d with
        {
            LooksAgain = null,
            IsSpeaking = false,
            Responses = d.Responses.Unblock(owes: !d.Requests.IsAsked),
            Requests = d.Requests.IsAsked ? d.Requests.AskAgain() : d.Requests,
        };
    }

    /// <summary>Nobody else asks, the user does not speak, and every call is answered.</summary>
    static bool MayAsk(Dialogue d) => !d.IsDriven && MayRequest(d);

    /// <summary>A response that a client asks for with options waits for less: a live driver does not ask in its place.</summary>
    static bool MayRequest(Dialogue d) => !d.IsSpeaking && !d.OwnAnswer.IsAwaited && (d.IsDriven || d.Calls.AreAnswered);

    /// <summary>Something is to be asked for, or is asked for and not begun.</summary>
    static bool IsBlocked(Dialogue d) => d.Requests is { Next: not null } or { IsAsked: true }
        || !d.IsDriven && (d.Responses.IsAsked || d.Responses.IsOwed && (d.Responses.IsBusy || d.IsSpeaking));
}
