using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;

namespace Marten.Subscriptions;

/// <summary>Is given the log in order, page after page; a page whose processing throws is given again.</summary>
public interface ISubscription
{
    /// <param name="page">The events.</param>
    /// <param name="controller">The run this page belongs to.</param>
    /// <param name="operations">What is queued here is saved in the transaction that records the progress.</param>
    /// <param name="cancellationToken">The daemon stops.</param>
    Task<IChangeListener> ProcessEventsAsync(EventRange page, ISubscriptionController controller,
        IDocumentOperations operations, CancellationToken cancellationToken);
}
