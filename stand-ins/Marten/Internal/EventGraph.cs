using System.Collections.Concurrent;
using JasperFx.Events;
using Marten.Events;
using Marten.Exceptions;

namespace Marten.Internal;

/// <summary>What the store knows of events: their types, names, metadata and masking rules.</summary>
internal sealed class EventGraph : IEventStoreOptions
{
    readonly ConcurrentDictionary<Type, EventMapping> _byType = new();
    readonly ConcurrentDictionary<string, EventMapping> _byAlias = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, Type> _aggregates = new(StringComparer.Ordinal);

    public StreamIdentity StreamIdentity { get; set; }

    public MetadataConfig MetadataConfig { get; } = new();

    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    public bool EnableUniqueIndexOnEventId { get; set; }

    public List<MaskingRule> MaskingRules { get; } = [];

    public IEventStoreOptions AddEventType<TEvent>()
    {
        AddEventType(typeof(TEvent));
        return this;
    }

    public void AddEventType(Type eventType) => MappingFor(eventType);

    public void AddEventTypes(IEnumerable<Type> types)
    {
        foreach (var type in types) AddEventType(type);
    }

    public void MapEventType<TEvent>(string eventTypeName) where TEvent : class => Add(typeof(TEvent), eventTypeName);

    public void AddMaskingRuleForProtectedInformation<T>(Func<T, T> func) =>
        MaskingRules.Add(new MaskingRule(typeof(T), data => func((T)data)!));

    public EventMapping MappingFor(Type type) => _byType.TryGetValue(type, out var known) ? known : Add(type, Alias.Of(type));

    /// <summary>Known types that pass the filter, by their names in the database.</summary>
    public string[] AliasesOf(Func<Type, bool> filter) => [.. _byType.Values.Where(m => filter(m.Type)).Select(m => m.Alias)];

    public EventMapping Resolve(string alias, string? dotNetType)
    {
        if (_byAlias.TryGetValue(alias, out var known)) return known;
        var type = dotNetType is null ? null : Type.GetType(dotNetType, throwOnError: false);
        if (type is null) throw new UnknownEventTypeException(alias);
        var mapping = EventMapping.For(type, alias);
        _byType.TryAdd(type, mapping);
        return _byAlias.GetOrAdd(alias, mapping);
    }

    public string AliasOfAggregate(Type aggregate)
    {
        var alias = Alias.Of(aggregate);
        _aggregates.TryAdd(alias, aggregate);
        return alias;
    }

    public Type? AggregateOf(string? alias) => alias is null ? null : _aggregates.GetValueOrDefault(alias);

    EventMapping Add(Type type, string alias)
    {
        var mapping = EventMapping.For(type, alias);
        _byAlias.TryAdd(alias, mapping);
        return _byType[type] = mapping;
    }
}

/// <summary>What masking makes of data of a type.</summary>
internal sealed record MaskingRule(Type Type, Func<object, object> Mask);
