using JasperFx.Events;
using JasperFx.Events.Aggregation;

namespace Marten.Events.Aggregation;

/// <summary>One document a stream, under the stream's key.</summary>
public abstract class SingleStreamProjection<TDoc, TId> : AggregationProjection<TDoc, TId> where TDoc : notnull where TId : notnull
{
    protected SingleStreamProjection()
    {
        if (typeof(TId) != typeof(string)) throw new NotSupportedException("Streams are keyed by strings, and so are their documents.");
    }

    internal sealed override bool IsPerStream => true;

    internal sealed override bool Handles(Type eventType) => Includes(eventType);

    internal sealed override IEnumerable<TId> Identities(IEvent e) => [(TId)(object)e.StreamKey!];
}
