using JasperFx.Events;
using Marten.Internal.Saving;
using Npgsql;

namespace Marten.Internal;

/// <summary>A unit of work on documents and events.</summary>
internal sealed class DocumentSession(DocumentStore store) : QuerySession(store), IDocumentSession
{
    NpgsqlTransaction? _transaction;

    public new Events.IEventStoreOperations Events => new EventStoreOperations(this);

    public string? LastModifiedBy { get; set; }

    public Dictionary<string, object> Headers { get; } = [];

    public UnitOfWork Work { get; } = new();

    public void SetHeader(string key, object value) => Headers[key] = value;

    public void Store<T>(params T[] entities) where T : notnull => Store(entities.AsEnumerable());

    public void Store<T>(IEnumerable<T> entities) where T : notnull
    {
        foreach (var entity in entities) Queue(typeof(T), mapping => Saving.DocumentOperations.Store(DocumentStore, mapping, entity));
    }

    public void UpdateRevision<T>(T entity, long revision) where T : notnull =>
        Queue(typeof(T), mapping => Saving.DocumentOperations.Revise(DocumentStore, mapping, entity, revision, silently: false));

    public void TryUpdateRevision<T>(T entity, long revision) where T : notnull =>
        Queue(typeof(T), mapping => Saving.DocumentOperations.Revise(DocumentStore, mapping, entity, revision, silently: true));

    public void Delete<T>(T entity) where T : notnull =>
        Queue(typeof(T), mapping => new PlainOperation(DocumentSql.Delete(mapping, mapping.IdOf(entity))));

    public void Delete<T>(string id) where T : notnull => Queue(typeof(T), mapping => new PlainOperation(DocumentSql.Delete(mapping, id)));

    public void Delete<T>(Guid id) where T : notnull => Queue(typeof(T), mapping => new PlainOperation(DocumentSql.Delete(mapping, id)));

    public void QueueSqlCommand(string sql, params object[] parameterValues)
    {
        if (sql.Contains(';', StringComparison.Ordinal))
            throw new ArgumentOutOfRangeException(nameof(sql), "One command, without a semicolon.");
        Work.Operations.Add((null, () => new PlainOperation(Sql.Positional(sql, parameterValues), IsForeign: true)));
    }

    public async Task SaveChangesAsync(CancellationToken token = default)
    {
        if (!Work.IsEmpty) await Save(Work, token);
        await Commit(token);
        Work.Clear();
    }

    /// <summary>Opens the transaction in which everything until the save happens.</summary>
    public async Task Begin(CancellationToken token)
    {
        if (_transaction is not null) return;
        HeldConnection = await DocumentStore.Source.OpenConnectionAsync(token);
        _transaction = await HeldConnection.BeginTransactionAsync(token);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_transaction is { } open) await open.DisposeAsync();
        _transaction = null;
        await base.DisposeAsync();
    }

    async Task Save(UnitOfWork work, CancellationToken token)
    {
        await DocumentStore.Database.EnsureEvents(token);
        foreach (var (mapping, _) in work.Operations)
        {
            if (mapping is not null) await DocumentStore.Database.Ensure(mapping, token);
        }

        var streams = work.Streams.ToList();
        EventStamp.Stamp(this, streams);
        var projected = await InlineProjections.Run(this, streams, token);
        List<IOperation> operations =
        [
            .. work.Operations.Select(o => o.Make()),
            .. streams.Count == 0 ? Array.Empty<IOperation>() : [new AppendStreams(DocumentStore, streams)],
            .. projected,
            .. work.Archived.SelectMany(key => new[] { EventSql.ArchiveStream(key), EventSql.ArchiveEvents(key) }).Select(c => new PlainOperation(c)),
        ];
        await Execute(operations, streams, token);
    }

    async Task Execute(List<IOperation> operations, List<StreamAction> streams, CancellationToken token)
    {
        if (operations.Exists(o => o.MayRefuse)) await Begin(token);
        try
        {
            await using var lease = HeldConnection is null ? await DocumentStore.Source.OpenConnectionAsync(token) : null;
            await SaveBatch.Execute(lease ?? HeldConnection!, operations, token);
        }
        catch (Exception e)
        {
            await DisposeAsync();
            if (e is NpgsqlException refusal) throw SaveFailure.Of(refusal, streams);
            throw;
        }
    }

    async Task Commit(CancellationToken token)
    {
        if (_transaction is { } open) await open.CommitAsync(token);
        await DisposeAsync();
    }

    void Queue(Type type, Func<DocumentMapping, IOperation> make)
    {
        var mapping = DocumentStore.Documents.Register(type);
        Work.Operations.Add((mapping, () => make(mapping)));
    }
}
