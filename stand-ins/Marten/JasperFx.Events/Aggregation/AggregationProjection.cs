using JasperFx.Events.Projections;
using Marten.Internal;

namespace JasperFx.Events.Aggregation;

/// <summary>Folds events into documents.</summary>
public abstract class AggregationProjection<TDoc, TId> : ProjectionBase where TDoc : notnull where TId : notnull
{
    private protected AggregationProjection()
    {
    }

    internal abstract bool IsPerStream { get; }

    internal virtual bool TakesAny => IncludedEventTypes.Count == 0;

    internal virtual IEnumerable<Type> NamedEventTypes => IncludedEventTypes;

    /// <summary>The document after the event; null deletes it.</summary>
    public abstract TDoc? Evolve(TDoc? snapshot, TId id, IEvent e);

    internal abstract bool Handles(Type eventType);

    /// <summary>The documents that the event changes.</summary>
    internal abstract IEnumerable<TId> Identities(IEvent e);

    internal Projection Build(DocumentMapping mapping) => new Projection<TDoc, TId>(this, mapping);

    private protected bool Includes(Type eventType) =>
        IncludedEventTypes.Count == 0 || IncludedEventTypes.Exists(included => included.IsAssignableFrom(eventType));
}
