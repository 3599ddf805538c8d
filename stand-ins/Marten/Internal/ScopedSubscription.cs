using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace Marten.Internal;

/// <summary>Takes the subscription from a scope of its own for each page.</summary>
internal sealed class ScopedSubscription<T>(IServiceProvider services) : ISubscription where T : class, ISubscription
{
    public async Task<IChangeListener> ProcessEventsAsync(EventRange page, ISubscriptionController controller,
        IDocumentOperations operations, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<T>().ProcessEventsAsync(page, controller, operations, cancellationToken);
    }
}
