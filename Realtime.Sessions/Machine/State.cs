namespace Realtime.Sessions.Machine;

/// <summary>Where a session stands with its owner.</summary>
public abstract record State
{
    /// <summary>The session's next deadline; null where there is none.</summary>
    public virtual DateTimeOffset? Next => null;

    /// <summary>Its name, for people.</summary>
    public string Name => GetType().Name;

    /// <summary>A session that no cause has ended.</summary>
    public abstract record Live(Facts Facts) : State
    {
        public override DateTimeOffset? Next => Facts.Next;
    }

    /// <summary>The first transport is not up yet. What the log says for the model waits.</summary>
    public sealed record Connecting(Facts Facts) : Live(Facts);

    public sealed record Conversing(Facts Facts) : Live(Facts);

    /// <summary>A new transport is being opened. The old one goes on, unless it is gone.</summary>
    public sealed record Renewing(Facts Facts, bool OldIsGone = false) : Live(Facts)
    {
        public int NextTransport => Facts.Transport + 1;
    }

    /// <summary>
    /// The old transport is written nothing more, and says what it made of all that it was told. Then the new one takes its place.
    /// </summary>
    public sealed record Settling(Facts Facts, bool OldIsGone, DateTimeOffset? Until, bool IsSettled = false) : Live(Facts)
    {
        public int NextTransport => Facts.Transport + 1;

        public override DateTimeOffset? Next => Until is { } until && !(base.Next < until) ? until : base.Next;
    }

    /// <summary>The session has a cause to end; what the provider said before is recorded.</summary>
    public sealed record Draining(Facts Facts, StopCause Cause, DateTimeOffset QuietAt, DateTimeOffset Until, bool IsSettled) : State
    {
        public override DateTimeOffset? Next => QuietAt < Until ? QuietAt : Until;
    }

    /// <summary>Another worker may go on with the session.</summary>
    public sealed record HandingOver(SessionOutcome Outcome) : State;

    /// <summary>Nothing happens any more.</summary>
    public sealed record Over : State
    {
        public static readonly Over Instance = new();
    }
}
