using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten.Subscriptions;

namespace Marten.Internal.Daemon;

internal sealed class SubscriptionShard(SubscriptionRegistration registration) : Shard(registration.Name, registration.Filter)
{
    readonly Lazy<ISubscription> _subscription = new(registration.Source);

    public override Task Process(DocumentSession session, EventRange page, ErrorHandlingOptions errors, CancellationToken token) =>
        _subscription.Value.ProcessEventsAsync(page, new Controller(errors), session, token);

    sealed record Controller(ErrorHandlingOptions ErrorOptions) : ISubscriptionController;
}
