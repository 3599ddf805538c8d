using JasperFx.Events;
using Marten;
using Realtime.EventLog.Spending;
using Realtime.Sessions;
using Realtime.Sessions.Spending;

namespace Realtime.EventLog.Projections;

/// <summary>
/// Sums what the sessions of each tenant and key spend on each day, asynchronously. The sums follow from the log alone, archived
/// conversations included, and their order does not matter: a rebuild gives the same figures.
/// </summary>
public sealed class SpendingProjection : BatchProjection
{
    public const string ShardName = "Spending";

    public SpendingProjection()
    {
        Name = ShardName;
        IncludeArchivedEvents = true;
        IncludeType<SessionRequested>();
        IncludeType<SessionStarted>();
        IncludeType<SessionEnded>();
        foreach (var type in Measure.SpentBy) IncludeType(type);
        foreach (var table in SpendingRows.TableNames) Options.DeleteDataInTableOnTeardown(table);
    }

    private protected override Task<IEventBatch> Begin(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) =>
        Task.FromResult<IEventBatch>(new SpendingBatch());

    /// <summary>A session is requested, starts, spends and ends in this order, and so are the statements.</summary>
    sealed class SpendingBatch : IEventBatch
    {
        readonly List<(string Id, string Tenant, string Key)> requested = [];
        readonly List<(DateTimeOffset At, string Measure, decimal Amount, string Id)> spent = [];
        readonly Dictionary<string, DateTimeOffset> started = new(StringComparer.Ordinal), ended = new(StringComparer.Ordinal);

        public void Add(IEvent e)
        {
            if (e.Data is not SessionEvent data) return;
            var tenant = ConversationKey.Parse(e.StreamKey!).Tenant;
            var id = SessionSummary.IdOf(tenant, data.SessionId);
            var at = e.Timestamp.ToUniversalTime();
            switch (data)
            {
                case SessionRequested:
                    requested.Add((id, tenant.ToString(), e.GetHeader("key")?.ToString() ?? ""));
                    break;
                case SessionStarted:
                    started[id] = at;
                    break;
                case SessionEnded:
                    ended.TryAdd(id, at);
                    break;
                default:
                    // What comes after the end is not counted, in which batch it may be.
                    if (!ended.ContainsKey(id)) spent.AddRange(Measure.In(data).Select(each => (at, each.Measure.Stored, each.Amount, id)));
                    break;
            }
        }

        public void Write(IDocumentOperations operations)
        {
            if (requested.Count > 0)
                operations.QueueSqlCommand(SpendingRows.Requested, requested.Select(r => r.Id).ToArray(),
                    requested.Select(r => r.Tenant).ToArray(), requested.Select(r => r.Key).ToArray());
            if (started.Count > 0)
                operations.QueueSqlCommand(SpendingRows.Started, started.Keys.ToArray(), started.Values.ToArray());
            if (spent.Count > 0)
                operations.QueueSqlCommand(SpendingRows.Spends, spent.Select(s => s.Id).ToArray(), spent.Select(s => s.At).ToArray(),
                    spent.Select(s => s.Measure).ToArray(), spent.Select(s => s.Amount).ToArray());
            if (ended.Count > 0)
                operations.QueueSqlCommand(SpendingRows.Ended, ended.Keys.ToArray(), ended.Values.ToArray());
        }
    }
}
