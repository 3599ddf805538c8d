using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Realtime.EventLog.Audit;

/// <summary>
/// Seals the log behind the appends, in the transaction that records how far it got. It reads the rows itself: a seal is of what
/// the table holds, not of what this version of the program makes of it.
/// </summary>
public sealed class SealSubscription(SealStore store) : ISubscription
{
    public const string Name = "Seals";

    public async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        var seals = await store.Make(await store.Between(page.SequenceFloor, page.SequenceCeiling, cancellationToken), cancellationToken);
        if (seals.Count > 0) operations.QueueSqlCommand(SealStore.Insert, SealStore.Write(seals));
        return NullChangeListener.Instance;
    }
}
