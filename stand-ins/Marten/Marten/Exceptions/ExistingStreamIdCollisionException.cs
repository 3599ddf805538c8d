namespace Marten.Exceptions;

/// <summary>A stream was to be started that is there already; also what losers of a race for the first append get.</summary>
public sealed class ExistingStreamIdCollisionException(object id, Type? aggregateType)
    : MartenException($"Stream #{id} already exists in the database")
{
    public object Id { get; } = id;

    public Type? AggregateType { get; } = aggregateType;
}
