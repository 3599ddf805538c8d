using JasperFx.Events;
using JasperFx.Events.Aggregation;

namespace Marten.Events.Projections;

/// <summary>One document an identity that the events name, whatever their streams.</summary>
public abstract class MultiStreamProjection<TDoc, TId> : AggregationProjection<TDoc, TId> where TDoc : notnull where TId : notnull
{
    readonly List<(Type Named, Func<Type, bool> Handles, Func<IEvent, TId> Identity)> _identities = [];

    internal sealed override bool IsPerStream => false;

    internal sealed override bool TakesAny => false;

    internal sealed override IEnumerable<Type> NamedEventTypes => [.. IncludedEventTypes, .. _identities.Select(i => i.Named)];

    /// <summary>Which document an event changes. A base type or interface stands for its kin, an <see cref="IEvent"/> for all.</summary>
    public void Identity<TEvent>(Func<TEvent, TId> identityFunc)
    {
        if (typeof(IEvent).IsAssignableFrom(typeof(TEvent)))
            _identities.Add((typeof(object), type => typeof(TEvent).IsAssignableFrom(typeof(Event<>).MakeGenericType(type)), e => identityFunc((TEvent)e)));
        else
            _identities.Add((typeof(TEvent), typeof(TEvent).IsAssignableFrom, e => identityFunc((TEvent)e.Data)));
    }

    internal sealed override bool Handles(Type eventType) => Includes(eventType) && _identities.Exists(i => i.Handles(eventType));

    internal sealed override IEnumerable<TId> Identities(IEvent e) =>
        _identities.Where(i => i.Handles(e.EventType)).Select(i => i.Identity(e)).Distinct();
}
