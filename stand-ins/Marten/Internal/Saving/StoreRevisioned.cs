using JasperFx;
using Npgsql;

namespace Marten.Internal.Saving;

/// <summary>Saves a document that counts its saves, and tells it its new version.</summary>
internal sealed record StoreRevisioned(NpgsqlBatchCommand Command, object Document) : IOperation
{
    public bool ReturnsRow => true;

    public void Read(NpgsqlDataReader? row)
    {
        if (Document is IRevisioned revisioned && row is not null) revisioned.Version = row.GetInt32(0);
    }
}

/// <summary>Saves a document as a revision; a used one is refused, or passed over in silence.</summary>
internal sealed record StoreRevision(NpgsqlBatchCommand Command, object Document, object Id, bool Silently) : IOperation
{
    public bool ReturnsRow => true;

    public bool MayRefuse => !Silently;

    public void Read(NpgsqlDataReader? row)
    {
        if (row is not null)
        {
            if (Document is IRevisioned revisioned) revisioned.Version = row.GetInt32(0);
        }
        else if (!Silently)
        {
            throw new ConcurrencyException(Document.GetType(), Id);
        }
    }
}
