using Marten.Events;

namespace Marten;

/// <summary>Queues changes; nothing is written before the save.</summary>
public interface IDocumentOperations : IQuerySession
{
    new IEventStoreOperations Events { get; }

    /// <summary>Inserts or replaces; no revision is checked.</summary>
    void Store<T>(params T[] entities) where T : notnull;

    /// <inheritdoc cref="Store{T}(T[])"/>
    void Store<T>(IEnumerable<T> entities) where T : notnull;

    /// <summary>Saves as that revision, which must be above the stored one: else the save throws.</summary>
    void UpdateRevision<T>(T entity, long revision) where T : notnull;

    /// <summary>Like <see cref="UpdateRevision{T}"/>, but a used revision is passed over in silence.</summary>
    void TryUpdateRevision<T>(T entity, long revision) where T : notnull;

    void Delete<T>(T entity) where T : notnull;

    void Delete<T>(string id) where T : notnull;

    void Delete<T>(Guid id) where T : notnull;

    /// <summary>One SQL command, returning no rows, in the save's transaction; ? stands for a parameter.</summary>
    void QueueSqlCommand(string sql, params object[] parameterValues);
}
