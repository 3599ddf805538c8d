using Marten.Events;

namespace Marten;

/// <summary>Reads documents and events; ids are strings or Guids.</summary>
public interface IQuerySession : IDisposable, IAsyncDisposable
{
    IQueryEventStore Events { get; }

    string? CorrelationId { get; set; }

    string? CausationId { get; set; }

    Task<T?> LoadAsync<T>(string id, CancellationToken token = default) where T : notnull;

    Task<T?> LoadAsync<T>(Guid id, CancellationToken token = default) where T : notnull;

    /// <summary>Those that exist.</summary>
    Task<IReadOnlyList<T>> LoadManyAsync<T>(params string[] ids) where T : notnull;

    /// <inheritdoc cref="LoadManyAsync{T}(string[])"/>
    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params string[] ids) where T : notnull;

    /// <summary>Documents by the rest of a select on their table (<c>where … order by …</c>), with ? for parameters.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, params object[] parameters) where T : notnull;

    /// <inheritdoc cref="QueryAsync{T}(string, object[])"/>
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters) where T : notnull;
}
