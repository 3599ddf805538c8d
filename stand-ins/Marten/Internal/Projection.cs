using System.Collections.Concurrent;
using JasperFx.Events;
using JasperFx.Events.Aggregation;
using JasperFx.Events.Daemon;

namespace Marten.Internal;

/// <summary>A projection as the store runs it, whatever its types.</summary>
internal abstract class Projection(string name, Type type, DocumentMapping mapping, bool isPerStream)
{
    readonly ConcurrentDictionary<Type, bool> _handled = new();

    public string Name { get; } = name;

    public Type Type { get; } = type;

    public DocumentMapping Mapping { get; } = mapping;

    public bool IsPerStream { get; } = isPerStream;

    public bool Handles(Type eventType) => _handled.GetOrAdd(eventType, AsksFor);

    /// <summary>Null if it takes any event.</summary>
    public abstract Func<Type, bool>? Filter { get; }

    /// <summary>The types it names, to be known before their events are read.</summary>
    public abstract IEnumerable<Type> NamedEventTypes { get; }

    public abstract IEnumerable<object> Identities(IEvent e);

    /// <exception cref="ApplyEventException">The projection threw.</exception>
    public abstract object? Evolve(object? snapshot, object id, IEvent e);

    protected abstract bool AsksFor(Type eventType);
}

internal sealed class Projection<TDoc, TId>(AggregationProjection<TDoc, TId> projection, DocumentMapping mapping)
    : Projection(projection.Name, projection.GetType(), mapping, projection.IsPerStream)
    where TDoc : notnull where TId : notnull
{
    public override Func<Type, bool>? Filter => projection.TakesAny ? null : Handles;

    public override IEnumerable<Type> NamedEventTypes => projection.NamedEventTypes;

    public override IEnumerable<object> Identities(IEvent e) => projection.Identities(e).Cast<object>();

    public override object? Evolve(object? snapshot, object id, IEvent e)
    {
        try
        {
            return projection.Evolve((TDoc?)snapshot, (TId)id, e);
        }
        catch (Exception error)
        {
            throw new ApplyEventException(e, error);
        }
    }

    protected override bool AsksFor(Type eventType) => projection.Handles(eventType);
}
