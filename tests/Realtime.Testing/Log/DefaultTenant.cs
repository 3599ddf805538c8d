using JasperFx.Events;
using Realtime.EventLog;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

// In this namespace, so that all tests find it.
namespace Realtime;

/// <summary>Lets tests of one tenant use plain names of conversations, which belong to the tenant default.</summary>
public static class DefaultTenant
{
    public static ConversationKey Of(string conversation) => Tenant.Default.Conversation(conversation);

    public static Task<Committed> Transact(this Conversations log, string conversation, SessionCommand command, CancellationToken ct,
        Func<SessionEvent, Guid>? idOf = null) =>
        log.Transact(Of(conversation), command, ct, idOf);

    public static Task<Committed?> Load(this Conversations log, string conversation, CancellationToken ct) =>
        log.Load(Of(conversation), ct);

    public static Task<IEvent?> FindRequest(this Conversations log, Guid session, CancellationToken ct) =>
        log.FindRequest(Tenant.Default, session, ct);

    public static Task<IEvent?> FindStart(this Conversations log, Guid session, CancellationToken ct) =>
        log.FindStart(Tenant.Default, session, ct);

    public static Task<IEvent?> FindEnd(this Conversations log, Guid session, CancellationToken ct) =>
        log.FindEnd(Tenant.Default, session, ct);

    public static Task<IEvent?> Find<TEvent>(this Conversations log, Guid session, Guid id,
        CancellationToken ct) where TEvent : SessionEvent =>
        log.Find<TEvent>(Tenant.Default, session, id, ct);

    public static IAsyncEnumerable<IReadOnlyList<LoggedEvent>> Follow(this Tail tail, string conversation, long after,
        CancellationToken ct = default) =>
        tail.Follow(Of(conversation), after, ct);

    public static Task<EventPage> Page(this EventReader reader, string conversation, long after, int limit, CancellationToken ct) =>
        reader.Page(Of(conversation), after, limit, ct);

    public static Task<long> Version(this EventReader reader, string conversation, CancellationToken ct) =>
        reader.Version(Of(conversation), ct);

    public static Task<bool> HasAny(this EventReader reader, string conversation, Guid[] ids, CancellationToken ct) =>
        reader.HasAny(Of(conversation), ids, ct);

    public static void Raise(this Nudges nudges, string conversation, long version = 1) => nudges.Raise(Of(conversation), version);

    public static ValueTask<Guid> SessionId(this SessionKeys keys, string conversation, string key, CancellationToken ct) =>
        keys.SessionId(Of(conversation), key, ct);

    public static IAsyncEnumerable<RecordedEvent> All(this History history, string conversation, long after = 0, long upTo = long.MaxValue,
        CancellationToken ct = default) =>
        history.All(Of(conversation), after, upTo, ct);

    public static Task<(IReadOnlyList<RecordedEvent> Events, bool More)> Page(this History history, string conversation, long after,
        int limit, CancellationToken ct) =>
        history.Page(Of(conversation), after, limit, ct);

    public static Task<bool> Close(this Archive archive, string conversation, CancellationToken ct) => archive.Close(Of(conversation), ct);

    public static Task<Erased?> Erase(this Erasure erasure, string conversation, CancellationToken ct) =>
        erasure.Erase(Of(conversation), ct);

    public static Task SealAll(this SealStore seals, string conversation, History history, CancellationToken ct) =>
        seals.SealAll(Of(conversation), history, ct);

    public static Task<Verification> One(this LogVerification verification, string conversation, CancellationToken ct) =>
        verification.One(Of(conversation), ct);
}
