using JasperFx;

namespace Marten.Internal.Saving;

/// <summary>What a projection makes of documents, gathered into one command for all it stores and one for all it deletes.</summary>
internal sealed class DocumentChanges(DocumentStore store, DocumentMapping mapping)
{
    readonly List<(object Id, byte[] Data, int Version)> _stored = [];
    readonly List<object> _deleted = [];

    /// <param name="id">The document's id.</param>
    /// <param name="document">The document, or null to delete it.</param>
    /// <param name="existed">Whether there is one to delete.</param>
    /// <param name="version">Its version.</param>
    public void Set(object id, object? document, bool existed, long version)
    {
        if (document is null)
        {
            if (existed) _deleted.Add(id);
            return;
        }

        mapping.SetId(document, id);
        if (document is IRevisioned revisioned) revisioned.Version = (int)version;
        _stored.Add((id, store.Serializer.Write(document, mapping.Type), (int)version));
    }

    /// <param name="counted">Each gets its next revision, rather than the version given.</param>
    public IEnumerable<IOperation> Operations(bool counted)
    {
        if (_stored is [var single] && !counted)
            yield return new PlainOperation(DocumentSql.StoreProjected(mapping, single.Id, single.Data, single.Version));
        else if (_stored.Count > 0)
            yield return new PlainOperation(DocumentSql.StoreProjected(mapping, [.. _stored.Select(s => s.Id)],
                [.. _stored.Select(s => s.Data)], [.. _stored.Select(s => s.Version)], counted));
        if (_deleted.Count > 0) yield return new PlainOperation(DocumentSql.Delete(mapping, _deleted));
    }
}
