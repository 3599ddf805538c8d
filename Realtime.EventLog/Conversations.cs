using System.Diagnostics.Metrics;
using JasperFx.Events;
using Marten;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>What a command did: the state and version after it, and the events it appended (none for a repeat).</summary>
public sealed record Committed(Conversation State, long Version, IReadOnlyList<SessionEvent> Events);

/// <summary>The one place that loads, decides and saves. API, consumers, worker and recovery all go through it.</summary>
public sealed class Conversations(IDocumentStore store, ConversationStates states, EventWriter writer, Nudges nudges, TimeProvider time)
{
    /// <summary>How long a command tries to find its turn among others that write to the same conversation.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Between attempts, at random up to here, and longer the more races were lost: writers in different processes spread out.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    static readonly Meter Meter = new("Realtime.EventLog");
    static readonly Counter<long> LostRaces = Meter.CreateCounter<long>("realtime.eventlog.lost_races");

    readonly Turns turns = new();

    /// <summary>Decides on the current state and appends what the decision yields; a lost race loads and decides again.</summary>
    /// <exception cref="SessionRefusedException">The decision refused, or too many others write to the conversation; nothing was appended.</exception>
    /// <param name="idOf">The ids of the events, where they follow from more than what the events say.</param>
    public async Task<Committed> Transact(string conversation, SessionCommand command, CancellationToken ct, Func<SessionEvent, Guid>? idOf = null)
    {
        var taken = new TakenIds(store);
        var began = time.GetTimestamp();
        using var turn = await turns.Take(conversation, Patience, ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await TryTransact(turn, command, idOf ?? EventIds.Of, taken, ct) is { } committed) return committed;
            }
            catch (Exception e) when (LogFailures.IsLostRace(e))
            {
                // PostgreSQL ended the statement in favour of another's.
            }

            LostRaces.Add(1);
            turn.Known = null;
            if (time.GetElapsedTime(began) > Patience) throw new ConversationContendedException(conversation);
            await Task.Delay(Random.Shared.NextDouble() * Math.Min(attempt, 20) / 20 * LongestPause, time, ct);
        }
    }

    /// <summary>Null for a lost race: somebody else appended between the load and the append.</summary>
    async Task<Committed?> TryTransact(Turns.Turn turn, SessionCommand command, Func<SessionEvent, Guid> idOf, TakenIds taken, CancellationToken ct)
    {
        var (now, events) = await Decide(turn, command, ct);
        if (events.Count == 0) return new Committed(now.State, now.Version, events);

        // Known again once the append is on record: a failure may leave it there or not.
        turn.Known = null;
        var append = new Append(turn.Conversation, now.Version, events, now.State.After(events), e => taken.Evade(idOf(e)));
        try
        {
            if (!await writer.Append(append, command.GetType().Name, ct)) return null;
        }
        catch (Exception e) when (LogFailures.IsDuplicateEvent(e))
        {
            if (await taken.Learn(turn.Conversation, events, ct)) return await TryTransact(turn, command, idOf, taken, ct);
            throw;
        }

        turn.Known = new KnownConversation(append.After, append.Version, IsArchived: false);
        nudges.Raise(turn.Conversation);
        return new Committed(append.After, append.Version, events);
    }

    /// <summary>What the turn before left behind is good enough to append on, since the append compares versions; a refusal or a repeat is read from the log.</summary>
    async Task<(KnownConversation Now, IReadOnlyList<SessionEvent> Events)> Decide(Turns.Turn turn, SessionCommand command, CancellationToken ct)
    {
        if (turn.Known is { } known)
        {
            try
            {
                if (SessionDecider.Decide(known.State, command) is { Count: > 0 } events) return (known, events);
            }
            catch (SessionRefusedException)
            {
                // Perhaps not as the log has it by now.
            }
        }

        var now = turn.Known = await states.Load(turn.Conversation, ct);
        try
        {
            var events = SessionDecider.Decide(now.State, command);
            return now.IsArchived && events.Count > 0 ? throw new ConversationArchivedException(turn.Conversation) : (now, events);
        }
        catch (SessionNotLiveException) when (now.IsArchived)
        {
            throw new ConversationArchivedException(turn.Conversation);
        }
    }

    /// <summary>The session's session_requested, in whichever conversation it is.</summary>
    public async Task<IEvent?> FindRequest(Guid sessionId, CancellationToken ct) =>
        await Find<SessionRequested>(sessionId, EventIds.Requested(sessionId), ct)
        ?? await FindFirstVersionRequest(sessionId, ct);

    /// <summary>The session's request as the first version recorded it; null for every session requested since.</summary>
    public async Task<IEvent?> FindFirstVersionRequest(Guid sessionId, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.Events.LoadAsync(EventIds.FirstVersionRequested(sessionId), ct) is { Data: SessionRequested requested } e && requested.SessionId == sessionId ? e : null;
    }

    public Task<IEvent?> FindStart(Guid sessionId, CancellationToken ct) => Find<SessionStarted>(sessionId, EventIds.Started(sessionId), ct);

    public Task<IEvent?> FindEnd(Guid sessionId, CancellationToken ct) => Find<SessionEnded>(sessionId, EventIds.Ended(sessionId), ct);

    /// <summary>The session's event with this id, or the one in line behind it where something else has the id.</summary>
    public async Task<IEvent?> Find<TEvent>(Guid sessionId, Guid eventId, CancellationToken ct) where TEvent : SessionEvent
    {
        await using var session = store.QuerySession();
        foreach (var id in EventIds.InLine(eventId))
        {
            if (await session.Events.LoadAsync(id, ct) is not { } e) return null;
            if (e.Data is TEvent found && found.SessionId == sessionId) return e;
        }

        return null;
    }

    /// <summary>The state and version now; null for a conversation that never was.</summary>
    public async Task<Committed?> Load(string conversation, CancellationToken ct) =>
        await states.Load(conversation, ct) is { Version: > 0 } now ? new Committed(now.State, now.Version, []) : null;
}
