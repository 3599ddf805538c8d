using System.Diagnostics.Metrics;
using JasperFx.Events;
using Marten;
using Marten.Exceptions;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>What a command did: the state and version after it, and the events it appended (none for a repeat).</summary>
public sealed record Committed(Conversation State, long Version, IReadOnlyList<SessionEvent> Events);

/// <summary>The one place that loads, decides and saves. API, consumers, worker and recovery all go through it.</summary>
public sealed class Conversations(IDocumentStore store, Nudges nudges, Author author, TimeProvider time)
{
    /// <summary>How long a command tries to find its turn among others that write to the same conversation.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Between attempts, at random up to here, and longer the more races were lost: writers of one conversation spread out.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    static readonly Meter Meter = new("Realtime.EventLog");
    static readonly Counter<long> LostRaces = Meter.CreateCounter<long>("realtime.eventlog.lost_races");

    /// <summary>Decides on the current state and appends what the decision yields; a lost race loads and decides again.</summary>
    /// <exception cref="SessionRefusedException">The decision refused, or too many others write to the conversation; nothing was appended.</exception>
    /// <param name="idOf">The ids of the events, where they follow from more than what the events say.</param>
    public async Task<Committed> Transact(string conversation, SessionCommand command, CancellationToken ct, Func<SessionEvent, Guid>? idOf = null)
    {
        var taken = new TakenIds(store);
        var began = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryTransact(conversation, command, idOf ?? EventIds.Of, taken, ct);
            }
            catch (Exception e) when (LogFailures.IsLostRace(e))
            {
                LostRaces.Add(1);
                if (time.GetElapsedTime(began) > Patience) throw new ConversationContendedException(conversation);
                await Task.Delay(Random.Shared.NextDouble() * Math.Min(attempt, 20) / 20 * LongestPause, time, ct);
            }
            catch (InvalidStreamOperationException)
            {
                throw new ConversationArchivedException(conversation);
            }
            catch (SessionNotLiveException)
            {
                if (await IsArchived(conversation, ct)) throw new ConversationArchivedException(conversation);
                throw;
            }
        }
    }

    async Task<Committed> TryTransact(string conversation, SessionCommand command, Func<SessionEvent, Guid> idOf, TakenIds taken, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        author.Sign(session, causation: command.GetType().Name);
        var stream = await session.Events.FetchForWriting<Conversation>(conversation, ct);
        var now = stream.Aggregate ?? Conversation.Unborn(conversation);
        var version = stream.CurrentVersion ?? 0;
        var events = SessionDecider.Decide(now, command);
        if (events.Count == 0) return new Committed(now, version, events);

        foreach (var e in events) stream.AppendOne(session.Identified(e, taken.Evade(idOf(e))));
        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (Exception e) when (LogFailures.IsDuplicateEvent(e))
        {
            if (await taken.Learn(conversation, events, ct)) return await TryTransact(conversation, command, idOf, taken, ct);
            throw;
        }

        nudges.Raise(conversation);
        return new Committed(now.After(events), version + events.Count, events);
    }

    async Task<bool> IsArchived(string conversation, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.Events.FetchStreamStateAsync(conversation, ct) is { IsArchived: true };
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
    public async Task<Committed?> Load(string conversation, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        // The version first: the document is then at least as new.
        if (await session.Events.FetchStreamStateAsync(conversation, ct) is not { Version: > 0 } stream) return null;
        var state = await session.LoadAsync<Conversation>(conversation, ct) ?? Conversation.Unborn(conversation);
        return new Committed(state, stream.Version, []);
    }
}
