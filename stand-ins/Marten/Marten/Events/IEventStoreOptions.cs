using JasperFx.Events;

namespace Marten.Events;

/// <summary>How events are stored.</summary>
public interface IEventStoreOptions
{
    StreamIdentity StreamIdentity { get; set; }

    MetadataConfig MetadataConfig { get; }

    /// <summary>The clock of the events' timestamps.</summary>
    TimeProvider TimeProvider { get; set; }

    bool EnableUniqueIndexOnEventId { get; set; }

    IEventStoreOptions AddEventType<TEvent>();

    void AddEventType(Type eventType);

    void AddEventTypes(IEnumerable<Type> types);

    /// <summary>Stores the type under another name than its own.</summary>
    void MapEventType<TEvent>(string eventTypeName) where TEvent : class;

    /// <summary>What masking makes of an event of this type, or of one derived from it.</summary>
    void AddMaskingRuleForProtectedInformation<T>(Func<T, T> func);
}
