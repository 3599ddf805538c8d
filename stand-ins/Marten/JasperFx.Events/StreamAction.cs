namespace JasperFx.Events;

/// <summary>What one save appends to one stream.</summary>
public sealed class StreamAction
{
    readonly List<IEvent> _events = [];

    internal StreamAction(string key) => Key = key;

    public string Key { get; }

    public Type? AggregateType { get; internal set; }

    /// <summary>The version the stream must have before the append: 0 for no stream, null where any will do.</summary>
    public long? ExpectedVersionOnServer { get; internal set; }

    public IReadOnlyList<IEvent> Events => _events;

    internal bool Saved { get; set; }

    internal void Add(IEvent @event) => _events.Add(@event);
}
