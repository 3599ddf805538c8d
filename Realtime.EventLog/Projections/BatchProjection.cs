using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;

namespace Realtime.EventLog.Projections;

/// <summary>
/// A projection that writes all that a batch of events does in a few statements over arrays. With a statement for each event or document,
/// as Marten's own projections write, PostgreSQL parses and plans hundreds of them after a burst of starts or ends, and takes as much time
/// for these as for the appends themselves.
/// </summary>
public abstract class BatchProjection : EventProjection, IJasperFxProjection<IDocumentOperations>
{
    /// <summary>Begins a batch, and reads what it needs.</summary>
    private protected abstract Task<IEventBatch> Begin(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation);

    public sealed override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation) =>
        new(Apply(operations, [e], cancellation));

    Task IJasperFxProjection<IDocumentOperations>.ApplyAsync(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) =>
        Apply(operations, events, cancellation);

    async Task Apply(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var batch = await Begin(operations, events, cancellation);
        foreach (var e in events)
        {
            try
            {
                batch.Add(e);
            }
            catch (Exception why)
            {
                throw new ApplyEventException(e, why); // the daemon keeps it as a dead letter and applies the others
            }
        }

        batch.Write(operations);
    }
}

/// <summary>What the events of one batch do, gathered to be written together.</summary>
interface IEventBatch
{
    /// <summary>Adds an event, in the order of the log.</summary>
    void Add(IEvent e);

    /// <summary>Queues the statements. They run in the transaction that also keeps the daemon's progress.</summary>
    void Write(IDocumentOperations operations);
}
