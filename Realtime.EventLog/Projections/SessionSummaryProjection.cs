using JasperFx.Events;
using Marten;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.EventLog.Projections;

/// <summary>Keeps one <see cref="SessionSummary"/> document for each session, asynchronously, so that appends do not wait for it.</summary>
public sealed class SessionSummaryProjection : BatchProjection
{
    public const string ShardName = nameof(SessionSummary);

    /// <summary>
    /// Includes its event types. The daemon reads only rows of included types, so other types, also those of a newer version, do no harm.
    /// </summary>
    public SessionSummaryProjection()
    {
        Name = ShardName;
        IncludeType<SessionRequested>();
        IncludeType<SessionClaimed>();
        IncludeType<SessionStarted>();
        IncludeType<EndRequested>();
        IncludeType<SessionEnded>();
        Options.DeleteViewTypeOnTeardown<SessionSummary>();
    }

    private protected override async Task<IEventBatch> Begin(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var known = await operations.LoadManyAsync<SessionSummary>(cancellation, events.Select(IdOf).OfType<string>().Distinct().ToArray());
        return new SummaryBatch(known);
    }

    static string? IdOf(IEvent e) =>
        e.Data is SessionEvent data ? SessionSummary.IdOf(ConversationKey.Parse(e.StreamKey!).Tenant, data.SessionId) : null;

    sealed class SummaryBatch(IEnumerable<SessionSummary> known) : IEventBatch
    {
        readonly Dictionary<string, SessionSummary> summaries = known.ToDictionary(summary => summary.Id, StringComparer.Ordinal);
        readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal); // of those that change, the last event's

        public void Add(IEvent e)
        {
            if (IdOf(e) is not { } id) return;
            var before = summaries.GetValueOrDefault(id) ?? new SessionSummary { Id = id };
            summaries[id] = before.After((SessionEvent)e.Data, new EventPlace(e.StreamKey!, e.Version, e.Sequence, e.Timestamp));
            sequences[id] = e.Sequence;
        }

        public void Write(IDocumentOperations operations)
        {
            if (sequences.Count == 0) return;
            operations.QueueSqlCommand(SummaryStore.Upsert, sequences.Keys.ToArray(),
                sequences.Keys.Select(id => LogJson.Text(summaries[id])).ToArray(), sequences.Values.ToArray());
        }
    }
}
