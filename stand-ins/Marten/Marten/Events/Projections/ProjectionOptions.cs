using JasperFx.Events.Aggregation;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using JasperFx.Events.Subscriptions;
using Marten.Internal;
using Marten.Subscriptions;

namespace Marten.Events.Projections;

/// <summary>The store's projections and subscriptions, and how the daemon runs them.</summary>
public sealed class ProjectionOptions : DaemonSettings
{
    readonly DocumentMappings _documents;

    internal ProjectionOptions(DocumentMappings documents) => _documents = documents;

    /// <summary>In the daemon; skipping by default.</summary>
    public ErrorHandlingOptions Errors { get; } =
        new() { SkipApplyErrors = true, SkipSerializationErrors = true, SkipUnknownEvents = true };

    /// <summary>In a rebuild; not skipping by default.</summary>
    public ErrorHandlingOptions RebuildErrors { get; } = new();

    internal List<Projection> Inline { get; } = [];

    internal List<Projection> Async { get; } = [];

    internal List<SubscriptionRegistration> Subscriptions { get; } = [];

    public void Add<TDoc, TId>(AggregationProjection<TDoc, TId> projection, ProjectionLifecycle lifecycle)
        where TDoc : notnull where TId : notnull
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (lifecycle == ProjectionLifecycle.Inline && !projection.IsPerStream)
            throw new NotSupportedException("A projection over several streams runs async.");
        if (projection.Name.Length == 0) projection.Name = typeof(TDoc).Name;
        var mapping = _documents.Register(typeof(TDoc));
        mapping.IsProjected = true;
        (lifecycle == ProjectionLifecycle.Inline ? Inline : Async).Add(projection.Build(mapping));
    }

    public void Subscribe(ISubscription subscription, Action<ISubscriptionOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        Subscribe(subscription.GetType().Name, () => subscription, configure);
    }

    internal void Subscribe(string name, Func<ISubscription> source, Action<ISubscriptionOptions>? configure)
    {
        var registration = new SubscriptionRegistration(name, source);
        configure?.Invoke(registration);
        Subscriptions.Add(registration);
    }
}
