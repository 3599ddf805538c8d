using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;

namespace Marten.Internal.Daemon;

/// <summary>Something that is given the log: an async projection or a subscription.</summary>
internal abstract class Shard(string name, Func<Type, bool>? handles)
{
    public string Name { get; } = name;

    /// <summary>The name of the progress row.</summary>
    public string Identity { get; } = $"{name}:All";

    /// <summary>Null for all events, also of types that nobody knows.</summary>
    public Func<Type, bool>? Handles { get; } = handles;

    /// <summary>Queues in the session what the page changes.</summary>
    public abstract Task Process(DocumentSession session, EventRange page, ErrorHandlingOptions errors, CancellationToken token);

    /// <summary>Keeps an event that is passed over as a document.</summary>
    public void Skip(DocumentSession session, long sequence, Exception why) => session.Store(new DeadLetterEvent
    {
        Id = Guid.CreateVersion7(),
        ProjectionName = Name,
        ShardName = "All",
        EventSequence = sequence,
        ExceptionType = (why.InnerException ?? why).GetType().FullName,
        ExceptionMessage = (why.InnerException ?? why).Message,
        Timestamp = session.DocumentStore.Events.TimeProvider.GetUtcNow(),
    });
}
