using JasperFx.Events;

namespace Marten.Internal;

/// <summary>An event type and its names in the database.</summary>
internal abstract class EventMapping(Type type, string alias)
{
    public Type Type { get; } = type;

    public string Alias { get; } = alias;

    public string DotNetTypeName { get; } = Internal.Alias.DotNetName(type);

    public static EventMapping For(Type type, string alias) =>
        (EventMapping)Activator.CreateInstance(typeof(EventMapping<>).MakeGenericType(type), alias)!;

    public abstract IEvent Wrap(object data);

    public abstract IEvent Read(byte[] json, Serializer serializer);
}

internal sealed class EventMapping<T>(string alias) : EventMapping(typeof(T), alias) where T : notnull
{
    public override IEvent Wrap(object data) => new Event<T>((T)data) { EventTypeName = Alias, DotNetTypeName = DotNetTypeName };

    public override IEvent Read(byte[] json, Serializer serializer) => Wrap(serializer.Read<T>(json));
}
