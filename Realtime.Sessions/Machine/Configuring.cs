namespace Realtime.Sessions.Machine;

/// <summary>
/// The first configuration that a transport is told. Where the provider refuses a field that the session can do without, the rest is told
/// again; where it refuses what was in force on another transport, the start's own is. A session never goes on without what its start asked
/// for and nobody else can say.
/// </summary>
/// <param name="Without">Fields that the provider refused.</param>
public sealed record Configuring(IReadOnlyList<string> Without, bool IsRestore)
{
    public static readonly Configuring Start = new([], IsRestore: false);
    public static readonly Configuring Restore = new([], IsRestore: true);

    /// <param name="isRestored">The transport was told what was in force on another one.</param>
    public static Configuring First(bool isRestored) => isRestored ? Restore : Start;

    /// <summary>The field that is left out from now on; null where the warning names none that can be.</summary>
    public string? Field(UpstreamMessage.Warning warning) =>
        warning is { About: Subject.Configuration, Field: { } field } && !Without.Contains(field) ? field : null;

    /// <summary>What to try next; null where nothing is left to try.</summary>
    public Configuring? After(UpstreamMessage.Warning refused) =>
        Field(refused) is { } field ? this with { Without = [.. Without, field] }
        : IsRestore ? Start
        : null;

    /// <summary>Tells the transport what to try next. Without what its start asked for a session ends.</summary>
    public static State Again(State.Live s, UpstreamMessage.Warning refused, List<Effect> does)
    {
        if (s.Facts.Configuring.After(refused) is not { } next)
            return IsNeeded(s.Facts.Terms.Options) ? SessionMachine.Finish(new SessionOutcome(EndReason.Error, Refused(refused)), does) : s;
        does.Add(new Effect.Send(new UpstreamCommand.Configure(next.Without, next.IsRestore)));
        return s with { Facts = s.Facts with { Configuring = next } };
    }

    /// <summary>A live driver says by itself what it wants; it does not know what the start asked for.</summary>
    static bool IsNeeded(SessionOptions options) =>
        options.Driver is SessionDriver.Managed || options is not { Instructions: null, Session: null };

    static SessionError Refused(UpstreamMessage.Warning warning) => new(
        "configuration_refused", $"Upstream refused the session's configuration: {warning.Error.Message}",
        ErrorOrigin.Upstream, Retryable: false);
}
