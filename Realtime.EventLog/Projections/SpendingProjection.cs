using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Realtime.EventLog.Spending;
using Realtime.Sessions;
using Realtime.Sessions.Spending;

namespace Realtime.EventLog.Projections;

/// <summary>
/// Sums what the sessions of each tenant and key spend on each day, asynchronously. The sums follow from the log alone, archived
/// conversations included, and their order does not matter: a rebuild gives the same figures.
/// </summary>
public sealed class SpendingProjection : EventProjection
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

    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        if (e.Data is not SessionEvent data) return ValueTask.CompletedTask;
        var tenant = ConversationKey.Parse(e.StreamKey!).Tenant;
        var id = SessionSummary.IdOf(tenant, data.SessionId);
        var at = e.Timestamp.ToUniversalTime();
        switch (data)
        {
            case SessionRequested:
                operations.QueueSqlCommand(SpendingRows.Requested, id, tenant.ToString(), e.GetHeader("key")?.ToString() ?? "");
                break;
            case SessionStarted:
                operations.QueueSqlCommand(SpendingRows.Started, at, id);
                break;
            case SessionEnded:
                operations.QueueSqlCommand(SpendingRows.Ended, id, at, at, at);
                break;
            default:
                foreach (var (measure, amount) in Measure.In(data))
                    operations.QueueSqlCommand(SpendingRows.Spends, at, measure.Stored, amount, id);
                break;
        }

        return ValueTask.CompletedTask;
    }
}
