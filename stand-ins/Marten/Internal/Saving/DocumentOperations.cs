using JasperFx;

namespace Marten.Internal.Saving;

/// <summary>The operations on single documents.</summary>
internal static class DocumentOperations
{
    public static IOperation Store(DocumentStore store, DocumentMapping mapping, object document)
    {
        var id = mapping.IdOf(document);
        var command = DocumentSql.Store(mapping, id, store.Serializer.Write(document, mapping.Type));
        return mapping.HasRevisionColumn ? new StoreRevisioned(command, document) : new PlainOperation(command);
    }

    public static IOperation Revise(DocumentStore store, DocumentMapping mapping, object document, long revision, bool silently)
    {
        if (!mapping.HasRevisionColumn) throw new NotSupportedException($"{mapping.Type.Name} is not revisioned.");
        var id = mapping.IdOf(document);
        if (document is IRevisioned revisioned) revisioned.Version = (int)revision;
        var data = store.Serializer.Write(document, mapping.Type);
        return new StoreRevision(DocumentSql.StoreRevision(mapping, id, data, (int)revision), document, id, silently);
    }
}
