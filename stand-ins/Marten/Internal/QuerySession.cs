using Marten.Events;
using Marten.Exceptions;
using Npgsql;

namespace Marten.Internal;

/// <summary>Reads; a connection is taken for each query, unless a transaction holds one.</summary>
internal class QuerySession(DocumentStore store) : IQuerySession
{
    public DocumentStore DocumentStore { get; } = store;

    public IQueryEventStore Events => new QueryEventStore(this);

    public string? CorrelationId { get; set; }

    public string? CausationId { get; set; }

    protected NpgsqlConnection? HeldConnection { get; set; }

    public Task<T?> LoadAsync<T>(string id, CancellationToken token = default) where T : notnull => Load<T>(id, token);

    public Task<T?> LoadAsync<T>(Guid id, CancellationToken token = default) where T : notnull => Load<T>(id, token);

    public Task<IReadOnlyList<T>> LoadManyAsync<T>(params string[] ids) where T : notnull => LoadManyAsync<T>(default, ids);

    public async Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params string[] ids) where T : notnull
    {
        var mapping = await Mapping(typeof(T), token);
        return await Query<T>(DocumentSql.LoadMany(mapping, ids), mapping, prepared: true, token);
    }

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, params object[] parameters) where T : notnull =>
        QueryAsync<T>(sql, default, parameters);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters) where T : notnull
    {
        var mapping = await Mapping(typeof(T), token);
        return await Query<T>(Sql.Positional(DocumentSql.Select(mapping, sql), parameters), mapping, prepared: false, token);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (HeldConnection is { } held) await held.DisposeAsync();
        HeldConnection = null;
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        HeldConnection?.Dispose();
        HeldConnection = null;
    }

    /// <summary>Runs commands in one round trip and reads their rows.</summary>
    public async Task<T> Execute<T>(IEnumerable<NpgsqlBatchCommand> commands, Func<NpgsqlDataReader, Task<T>> read, bool prepared,
        CancellationToken token)
    {
        var connection = HeldConnection ?? await DocumentStore.Source.OpenConnectionAsync(token);
        try
        {
            await using var batch = connection.CreateBatch();
            foreach (var command in commands) batch.BatchCommands.Add(command);
            if (prepared) await batch.PrepareAsync(token);
            await using var reader = await batch.ExecuteReaderAsync(token);
            return await read(reader);
        }
        catch (NpgsqlException e)
        {
            throw new MartenCommandException(e);
        }
        finally
        {
            if (connection != HeldConnection) await connection.DisposeAsync();
        }
    }

    public async ValueTask<DocumentMapping> Mapping(Type type, CancellationToken token)
    {
        var mapping = DocumentStore.Documents.Register(type);
        await DocumentStore.Database.Ensure(mapping, token);
        return mapping;
    }

    async Task<T?> Load<T>(object id, CancellationToken token) where T : notnull
    {
        var mapping = await Mapping(typeof(T), token);
        var found = await Query<T>(DocumentSql.Load(mapping, id), mapping, prepared: true, token);
        return found.Count == 0 ? default : found[0];
    }

    Task<IReadOnlyList<T>> Query<T>(NpgsqlBatchCommand command, DocumentMapping mapping, bool prepared, CancellationToken token) where T : notnull =>
        Execute([command], async reader =>
        {
            var documents = new List<T>();
            while (await reader.ReadAsync(token)) documents.Add((T)DocumentStore.ReadDocument(mapping, reader, 0));
            return (IReadOnlyList<T>)documents;
        }, prepared, token);
}
