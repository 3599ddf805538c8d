using Realtime.Sessions.Spending;

namespace Realtime.Sessions.Machine;

/// <summary>What a live session knows, in whatever state.</summary>
/// <param name="Transport">The number of the transport that it talks over; a transport of another number is a former one.</param>
public sealed record Facts(Terms Terms, Dialogue Dialogue, Limits Limits, DateTimeOffset LastActivity, int Transport = 1)
{
    /// <summary>An error is a warning only, but a close that follows so soon carries it.</summary>
    static readonly TimeSpan SuspicionWindow = TimeSpan.FromSeconds(1);

    public DateTimeOffset? ClientGoneAt { get; init; }
    public long DriverTurn { get; init; }

    /// <summary>The budget that is used up, and when the session ends because of it; null if there is none.</summary>
    public (Overspending What, DateTimeOffset EndsAt)? Over { get; init; }

    public Configuring Configuring { get; init; } = Configuring.Start;
    public IReadOnlySet<string> Replayed { get; init; } = new HashSet<string>();
    (SessionError Error, DateTimeOffset At)? LastWarning { get; init; }
    (SessionError Error, DateTimeOffset At)? Suspected { get; init; }
    RateLimitsChanged? RateLimits { get; init; }
    string? Configuration { get; init; }

    public static Facts Of(Terms terms, DateTimeOffset now) => new(terms, new Dialogue(terms), new Limits(terms), now);

    public DateTimeOffset? Next => new[] { Dialogue.Next, Limits.Next, ClientGoneAt, Over?.EndsAt }.Min();

    /// <summary>What waits is said and what is owed is asked for, as soon as nothing stands against it.</summary>
    public Facts Proceed(DateTimeOffset now, List<Effect> does) =>
        Dialogue.Proceed(now, does) is var next && ReferenceEquals(next, Dialogue) ? this : this with { Dialogue = next };

    /// <summary>The transport took a command.</summary>
    public Facts Wrote(UpstreamCommand command, DateTimeOffset now, List<Effect> does) =>
        this with { Dialogue = Submissions.Wrote(Dialogue, command, now, does) };

    /// <summary>What explains any end now: the last warning of an unknown kind.</summary>
    public SessionError? Suspicion(DateTimeOffset now) => Within(Suspected, now);

    /// <summary>What explains a failure now: the last warning, of whatever kind.</summary>
    public SessionError? Explanation(DateTimeOffset now) => Within(LastWarning, now);

    static SessionError? Within((SessionError Error, DateTimeOffset At)? warning, DateTimeOffset now) =>
        warning is { } last && now - last.At <= SuspicionWindow ? last.Error : null;

    /// <summary>What the provider says of items that this transport was told is on the record since it was first said.</summary>
    public bool IsReplayed(UpstreamMessage message) => message.NamedItem is { } item && Replayed.Contains(item);

    /// <summary>Records what the message says and follows it; the dialogue may answer.</summary>
    public Facts Hear(UpstreamMessage message, DateTimeOffset now, List<Effect> does)
    {
        var heard = this with { LastActivity = now };
        if (IsReplayed(message)) return heard;
        if (message is UpstreamMessage.Warning warning)
        {
            heard = Refusals.IsRecorded(heard.Dialogue, warning) ? heard
                : heard.Configuring.Field(warning) is { } field
                ? heard.Warned(warning.Error with { Message = $"{warning.Error.Message} The session goes on without {field}." }, does)
                : heard.Warned(warning.Error, does);
            heard = heard with { LastWarning = (warning.Error, now) };
            if (!warning.KnownKind) heard = heard with { Suspected = (warning.Error, now) };
        }

        if (message is UpstreamMessage.Recorded { Event: RateLimitsChanged limits })
        {
            if (heard.RateLimits is { } before && before.IsAs(limits)) return heard;
            heard = heard with { RateLimits = limits };
        }

        if (message is UpstreamMessage.Configured configured) heard = heard.Configured(configured, now, does);
        return heard with { Dialogue = heard.Dialogue.Hear(message, now, does) };
    }

    Facts Warned(SessionError error, List<Effect> does)
    {
        does.Add(new Effect.Record(new UpstreamWarned(Terms.SessionId, error.Code, error.Message)));
        return this;
    }

    /// <summary>A configuration that says what the last one said is not recorded again.</summary>
    Facts Configured(UpstreamMessage.Configured told, DateTimeOffset now, List<Effect> does)
    {
        var known = this with { Limits = Limits.ExpiresAt(told.ExpiresAt, now) };
        if (told.Configuration is not { } news || news.Configuration.GetRawText() == Configuration) return known;
        does.Add(new Effect.Record(news));
        return known with { Configuration = news.Configuration.GetRawText() };
    }
}
