using Marten.Internal;

namespace Marten;

/// <summary>Documents made known before they are first used.</summary>
public sealed class MartenRegistry
{
    readonly DocumentMappings _documents;

    internal MartenRegistry(DocumentMappings documents) => _documents = documents;

    /// <summary>The table is made at start-up.</summary>
    public DocumentMappingExpression<T> For<T>() where T : notnull => new(_documents.Register(typeof(T)));

    /// <summary>How a document is stored.</summary>
    public sealed class DocumentMappingExpression<T>
    {
        readonly DocumentMapping _mapping;

        internal DocumentMappingExpression(DocumentMapping mapping) => _mapping = mapping;

        /// <summary>An index made by other means, which is to stay.</summary>
        public DocumentMappingExpression<T> IgnoreIndex(string indexName)
        {
            _mapping.IgnoredIndexes.Add(indexName);
            return this;
        }
    }
}
