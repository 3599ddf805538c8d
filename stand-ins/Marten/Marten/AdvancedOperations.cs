using JasperFx.Events.Protected;
using Marten.Internal;

namespace Marten;

/// <summary>Rare operations on the whole store.</summary>
public sealed class AdvancedOperations
{
    readonly DocumentStore _store;

    internal AdvancedOperations(DocumentStore store) => _store = store;

    /// <summary>Rewrites, in place, the data of the chosen events for which there is a masking rule; one transaction.</summary>
    public Task ApplyEventDataMasking(Action<IEventDataMasking> configure, CancellationToken token = default) =>
        EventMasking.Apply(_store, configure, token);
}
