using System.Text.Json;

namespace Realtime.Sessions.Tests.Model;

/// <summary>A state that some history leads to, with the ids that are on record by then.</summary>
sealed record Reached(Conversation State, HashSet<Guid> Ids)
{
    /// <summary>Whether the log would take these events: none of their ids is there.</summary>
    public bool Takes(IEnumerable<SessionEvent> events) =>
        !events.Any(e => EventIds.Fixed(Tenant.Default, e) is { } id && Ids.Contains(id));

    public Reached After(IReadOnlyList<SessionEvent> events) =>
        new(State.After(events), [.. Ids, .. events.Select(e => EventIds.Fixed(Tenant.Default, e)).OfType<Guid>()]);

    public string Key => JsonSerializer.Serialize(State) + string.Join(',', Ids.Order());
}

/// <summary>
/// All states of a small conversation: two sessions, of which the second may be taken over, two workers, one text, one tool call; every
/// command in every one of them.
/// </summary>
static class ReachableStates
{
    static readonly Guid[] Sessions = [Story.Session, Story.Another];
    static readonly OwnerToken[] Owners = [new("w1", 1), new("w2", 1), new("w2", 2)];
    static readonly SessionError Broken = new("broken", "It broke.", ErrorOrigin.Transport, Retryable: true);

    public static readonly IReadOnlyList<SessionCommand> Commands = [.. Sessions.SelectMany(Of)];

    public static IReadOnlyCollection<Reached> All { get; } = Explore();

    static IEnumerable<SessionCommand> Of(Guid s)
    {
        var options = Story.Options with { OnWorkerLost = s == Story.Another ? OnWorkerLost.Resume : OnWorkerLost.End };
        yield return new Start(s, options);
        yield return new Start(s, options, Replace: true);
        yield return new SubmitText(s, "i1", "user", "hi");
        yield return new AnswerHandoff(s, "c1", "42");
        yield return new RequestEnd(s);
        yield return new GiveUpStart(s, Errors.NoWorker);
        foreach (var owner in Owners)
        {
            if (owner.Epoch == 1) yield return new Claim(s, owner.WorkerId, "http://w");
            yield return new TakeOver(s, owner, "w2", "http://w");
            yield return new LoseWorker(s, owner);
            yield return new Record(s, owner, [new SessionStarted(s, "gpt-realtime-2.1", null, 1)]);
            yield return new Record(s, owner, [new TextDelivered(s, "i1"), new HandoffRequested(s, "c1", "weather", "{}")]);
            yield return new Record(s, owner, [new HandoffAnswered(s, "c1", null, "failed")]);
            yield return new End(s, owner, new SessionOutcome(EndReason.Requested), []);
            yield return new End(s, owner, new SessionOutcome(EndReason.TransportClosed), [new TextDelivered(s, "i1")]);
            yield return new End(s, owner, new SessionOutcome(EndReason.Error, Broken), [new SessionStarted(s, "gpt-realtime-2.1", null, 1)]);
        }
    }

    static Dictionary<string, Reached>.ValueCollection Explore()
    {
        var first = new Reached(Conversation.Unborn("c"), []);
        var known = new Dictionary<string, Reached>(StringComparer.Ordinal) { [first.Key] = first };
        var frontier = new Queue<Reached>([first]);
        while (frontier.TryDequeue(out var now))
        {
            foreach (var command in Commands)
            {
                if (Decided(now, command) is not { Count: > 0 } events || !now.Takes(events)) continue;
                var next = now.After(events);
                if (known.TryAdd(next.Key, next)) frontier.Enqueue(next);
            }
        }

        return known.Values;
    }

    /// <summary>Null where the command is refused.</summary>
    public static IReadOnlyList<SessionEvent>? Decided(Reached now, SessionCommand command)
    {
        try
        {
            return SessionDecider.Decide(now.State, command);
        }
        catch (SessionRefusedException)
        {
            return null;
        }
    }
}
