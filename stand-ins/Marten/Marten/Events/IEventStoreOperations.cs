namespace Marten.Events;

/// <inheritdoc/>
public interface IEventStoreOperations : JasperFx.Events.IEventStoreOperations, IQueryEventStore;
