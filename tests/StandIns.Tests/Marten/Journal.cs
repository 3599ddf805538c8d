using System.Threading.Channels;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace StandIns.Tests.Marten;

/// <summary>A subscription that hands on what it is given, and fails as often as it is told to.</summary>
public sealed class Journal : ISubscription
{
    readonly Channel<IEvent> _events = Channel.CreateUnbounded<IEvent>();
    int _failures;

    public int Seen { get; private set; }

    public void FailNext(int pages) => _failures = pages;

    public Task<IChangeListener> ProcessEventsAsync(EventRange page, ISubscriptionController controller,
        IDocumentOperations operations, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _failures) >= 0) throw new InvalidOperationException("a bug in a subscription");
        foreach (var e in page.Events) _events.Writer.TryWrite(e);
        Seen += page.Events.Count;
        operations.Store(new Shift { Id = "journal", Driver = $"{Seen}" });
        return Task.FromResult(NullChangeListener.Instance);
    }

    /// <summary>The next events, waited for.</summary>
    public async Task<List<IEvent>> Next(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var events = new List<IEvent>();
        while (events.Count < count) events.Add(await _events.Reader.ReadAsync(patience.Token));
        return events;
    }
}
