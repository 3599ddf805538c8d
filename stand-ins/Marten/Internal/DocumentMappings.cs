using System.Collections.Concurrent;

namespace Marten.Internal;

internal sealed class DocumentMappings
{
    readonly ConcurrentDictionary<Type, DocumentMapping> _mappings = new();

    public ICollection<DocumentMapping> All => _mappings.Values;

    public DocumentMapping Register(Type type) => _mappings.GetOrAdd(type, t => new DocumentMapping(t));
}
