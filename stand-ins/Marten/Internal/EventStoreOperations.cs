using JasperFx;
using JasperFx.Events;
using Marten.Exceptions;

namespace Marten.Internal;

internal sealed class EventStoreOperations(DocumentSession session) : QueryEventStore(session), Events.IEventStoreOperations
{
    public StreamAction Append(string stream, params object[] events) => Append(stream, events.AsEnumerable());

    public StreamAction Append(string stream, IEnumerable<object> events) => Add(session.Work.StreamFor(stream), events);

    public StreamAction Append(string stream, long expectedVersion, params object[] events) =>
        Append(stream, expectedVersion, events.AsEnumerable());

    public StreamAction Append(string stream, long expectedVersion, IEnumerable<object> events)
    {
        var action = Append(stream, events);
        var before = expectedVersion - action.Events.Count;
        if (before < 0) throw new EventStreamUnexpectedMaxEventIdException(stream, null, expectedVersion, action.Events.Count);
        action.ExpectedVersionOnServer = before;
        return action;
    }

    public StreamAction StartStream<TAggregate>(string streamKey, params object[] events) where TAggregate : class =>
        StartStream<TAggregate>(streamKey, events.AsEnumerable());

    public StreamAction StartStream<TAggregate>(string streamKey, IEnumerable<object> events) where TAggregate : class
    {
        if (session.Work.IsPending(streamKey)) throw new ExistingStreamIdCollisionException(streamKey, typeof(TAggregate));
        var action = Append(streamKey, events);
        if (action.Events.Count == 0) throw new ArgumentException("A stream starts with an event at least.", nameof(events));
        action.ExpectedVersionOnServer = 0;
        action.AggregateType = typeof(TAggregate);
        return action;
    }

    public IEvent BuildEvent(object data) => Wrap(data);

    public void ArchiveStream(string streamKey) => session.Work.Archived.Add(streamKey);

    public async Task<IEventStream<T>> FetchForWriting<T>(string key, CancellationToken cancellation = default) where T : class =>
        await EventStream<T>.Fetch(session, key, exclusively: false, cancellation);

    public async Task<IEventStream<T>> FetchForWriting<T>(string key, long expectedVersion, CancellationToken cancellation = default)
        where T : class
    {
        var stream = await EventStream<T>.Fetch(session, key, exclusively: false, cancellation);
        return stream.StartingVersion == expectedVersion
            ? stream
            : throw new ConcurrencyException($"Stream '{key}' is at version {stream.StartingVersion}, not {expectedVersion}.");
    }

    public async Task<IEventStream<T>> FetchForExclusiveWriting<T>(string key, CancellationToken cancellation = default) where T : class =>
        await EventStream<T>.Fetch(session, key, exclusively: true, cancellation);

    StreamAction Add(StreamAction action, IEnumerable<object> events)
    {
        foreach (var data in events) action.Add(Wrap(data));
        return action;
    }

    IEvent Wrap(object data) => Store.Wrap(data);
}
