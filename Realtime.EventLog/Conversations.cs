using System.Diagnostics.Metrics;
using JasperFx.Events;
using Marten;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>The result of a command: the state and the version after it, and the events that it appended (none for a repeat).</summary>
public sealed record Committed(Conversation State, long Version, IReadOnlyList<SessionEvent> Events);

/// <summary>The one place that loads, decides and saves. The API, consumers, the worker and recovery all use it.</summary>
public sealed class Conversations(IDocumentStore store, ConversationStates states, EventWriter writer, LoggedTotals totals, Nudges nudges,
    TimeProvider time)
{
    /// <summary>How long a command waits for its turn among others that write to the same conversation.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The longest pause between attempts. Pauses are random and grow with every lost race, so that writers in different processes spread
    /// out.
    /// </summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    static readonly Meter Meter = new("Realtime.EventLog");
    static readonly Counter<long> LostRaces = Meter.CreateCounter<long>("realtime.eventlog.lost_races", "{race}",
        "Decisions that were made again because another writer appended first");

    readonly Turns turns = new();

    internal static void AnnounceLostRaces() => LostRaces.Add(0);

    /// <summary>Decides on the current state and appends the resulting events. After a lost race it loads and decides again.</summary>
    /// <exception cref="SessionRefusedException">The decision refused, or too many others write to the conversation. Nothing was
    /// appended.</exception>
    /// <param name="idOf">The ids of the events, if they follow from more than the events themselves.</param>
    /// <param name="known">The conversation as the caller knows it, which may be outdated; it spares a read.</param>
    /// <param name="unless">Nothing is appended if this says so; it is asked beside the decision.</param>
    public async Task<Committed> Transact(ConversationKey conversation, SessionCommand command, CancellationToken ct,
        Func<SessionEvent, Guid>? idOf = null, KnownConversation? known = null, Task<bool>? unless = null)
    {
        var taken = new TakenIds(store);
        var began = time.GetTimestamp();
        using var turn = await turns.Take(conversation, Patience, ct);
        turn.Known ??= known;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await TryTransact(turn, command, idOf ?? (e => EventIds.Of(conversation.Tenant, e)), taken, unless, ct) is { } committed)
                    return committed;
            }
            catch (Exception e) when (LogFailures.IsLostRace(e))
            {
                // PostgreSQL cancelled the statement in favour of another.
            }

            LostRaces.Add(1);
            turn.Known = null;
            if (time.GetElapsedTime(began) > Patience) throw new ConversationContendedException(conversation.Name);
            await Task.Delay(Random.Shared.NextDouble() * Math.Min(attempt, 20) / 20 * LongestPause, time, ct);
        }
    }

    /// <summary>Null after a lost race: another writer appended between the load and the append.</summary>
    async Task<Committed?> TryTransact(Turns.Turn turn, SessionCommand command, Func<SessionEvent, Guid> idOf, TakenIds taken,
        Task<bool>? unless, CancellationToken ct)
    {
        var (now, events) = await Decide(turn, command, ct);
        if (events.Count == 0 || unless is not null && await unless) return new Committed(now.State, now.Version, []);
        if (command is not End) events = await WithTotals(turn.Conversation, now.Version, events, ct);

        // After a failure it is unknown whether the log has the append. The state is known again after a success.
        turn.Known = null;
        var append = new Append(turn.Conversation, now.Version, events, now.State.After(events), e => taken.Evade(idOf(e)));
        try
        {
            if (!await writer.Append(append, command.GetType().Name, ct)) return null;
        }
        catch (Exception e) when (LogFailures.IsDuplicateEvent(e))
        {
            if (await taken.Learn(turn.Conversation, events, ct)) return await TryTransact(turn, command, idOf, taken, unless, ct);
            throw;
        }

        turn.Known = new KnownConversation(append.After, append.Version, IsArchived: false);
        nudges.Raise(turn.Conversation, append.Version);
        return new Committed(append.After, append.Version, events);
    }

    /// <summary>
    /// Adds to an end that no owner recorded what the log knows of the session. The append expects the same version, so nothing is missing.
    /// </summary>
    async Task<IReadOnlyList<SessionEvent>> WithTotals(ConversationKey conversation, long version, IReadOnlyList<SessionEvent> events,
        CancellationToken ct)
    {
        if (events.OfType<SessionEnded>().SingleOrDefault() is not { } end) return events;
        if (await FindRequest(conversation.Tenant, end.SessionId, ct) is not { } request) return events;
        var logged = await totals.Of(conversation, end.SessionId, request.Version, version, ct);
        logged = logged with { TextsUndelivered = end.Totals.TextsUndelivered, CommandsUndelivered = end.Totals.CommandsUndelivered };
        return [.. events.Select(e => e is SessionEnded ? end with { Totals = logged } : e)];
    }

    /// <summary>
    /// Decides on the state that the turn before left, which is safe for an append, since the append compares versions. A refusal or a
    /// repeat is decided on the state in the log.
    /// </summary>
    async Task<(KnownConversation Now, IReadOnlyList<SessionEvent> Events)> Decide(Turns.Turn turn, SessionCommand command,
        CancellationToken ct)
    {
        if (turn.Known is { } known)
        {
            try
            {
                if (SessionDecider.Decide(known.State, command) is { Count: > 0 } events) return (known, events);
            }
            catch (SessionRefusedException)
            {
                // The state in memory may be outdated: decide on the state in the log.
            }
        }

        var now = turn.Known = await states.Load(turn.Conversation, ct);
        return (now, Decide(turn.Conversation, now, command));
    }

    static IReadOnlyList<SessionEvent> Decide(ConversationKey conversation, KnownConversation now, SessionCommand command)
    {
        try
        {
            var events = SessionDecider.Decide(now.State, command);
            return now.IsArchived && events.Count > 0 ? throw new ConversationArchivedException(conversation.Name) : events;
        }
        catch (SessionNotLiveException) when (now.IsArchived)
        {
            throw new ConversationArchivedException(conversation.Name);
        }
    }

    /// <summary>Decides on the command and appends nothing.</summary>
    /// <exception cref="SessionRefusedException">The log would refuse the command now.</exception>
    public async Task<Committed> Judge(ConversationKey conversation, SessionCommand command, CancellationToken ct)
    {
        var now = await states.Load(conversation, ct);
        _ = Decide(conversation, now, command);
        return new Committed(now.State, now.Version, []);
    }

    /// <summary>The session_requested of a session, in any conversation of the tenant.</summary>
    public async Task<IEvent?> FindRequest(Tenant tenant, Guid sessionId, CancellationToken ct) =>
        await Find<SessionRequested>(tenant, sessionId, EventIds.Requested(tenant, sessionId), ct)
        ?? await FindFirstVersionRequest(tenant, sessionId, ct);

    /// <summary>Whether the session was ever requested in this conversation.</summary>
    public async Task<bool> Knows(ConversationKey conversation, Guid sessionId, CancellationToken ct) =>
        (await FindRequest(conversation.Tenant, sessionId, ct))?.StreamKey == conversation.Stream;

    /// <summary>The request of a session as the first version recorded it; null for all newer sessions.</summary>
    public async Task<IEvent?> FindFirstVersionRequest(Tenant tenant, Guid sessionId, CancellationToken ct)
    {
        // Nearly always there is none, and asking for that is faster than loading an event.
        if (tenant != Tenant.Default || !await states.HasEvent(EventIds.FirstVersionRequested(sessionId), ct)) return null;
        await using var session = store.QuerySession();
        return await session.Events.LoadAsync(EventIds.FirstVersionRequested(sessionId), ct) is { Data: SessionRequested requested } e
            && requested.SessionId == sessionId && IsOf(tenant, e) ? e : null;
    }

    public Task<IEvent?> FindStart(Tenant tenant, Guid sessionId, CancellationToken ct) =>
        Find<SessionStarted>(tenant, sessionId, EventIds.Started(tenant, sessionId), ct);

    public Task<IEvent?> FindEnd(Tenant tenant, Guid sessionId, CancellationToken ct) =>
        Find<SessionEnded>(tenant, sessionId, EventIds.Ended(tenant, sessionId), ct);

    /// <summary>The session's event with this id, or with the next id in line if another event has this id.</summary>
    public async Task<IEvent?> Find<TEvent>(Tenant tenant, Guid sessionId, Guid eventId, CancellationToken ct) where TEvent : SessionEvent
    {
        await using var session = store.QuerySession();
        foreach (var id in EventIds.InLine(eventId))
        {
            if (await session.Events.LoadAsync(id, ct) is not { } e) return null;
            if (e.Data is TEvent found && found.SessionId == sessionId && IsOf(tenant, e)) return e;
        }

        return null;
    }

    static bool IsOf(Tenant tenant, IEvent e) => ConversationKey.Parse(e.StreamKey!).Tenant == tenant;

    /// <summary>The current state and version; null for an unknown conversation.</summary>
    public async Task<Committed?> Load(ConversationKey conversation, CancellationToken ct) =>
        await states.Load(conversation, ct) is { Version: > 0 } now ? new Committed(now.State, now.Version, []) : null;
}
