namespace JasperFx.Events.Projections;

/// <summary>A page of the log: what comes after the floor, up to and with the ceiling.</summary>
public sealed class EventRange
{
    internal EventRange(long floor, long ceiling, List<IEvent> events)
    {
        SequenceFloor = floor;
        SequenceCeiling = ceiling;
        Events = events;
    }

    public long SequenceFloor { get; }

    public long SequenceCeiling { get; }

    public List<IEvent> Events { get; }

    public int Size => Events.Count;
}
