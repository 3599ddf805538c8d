using System.Text.Json;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Realtime.EventLog.Statistics;
using Realtime.Sessions;

namespace Realtime.EventLog.Projections;

/// <summary>
/// Keeps one narrow row for each session, for charts over many of them. It follows from the log alone, archived conversations included: on
/// a log that is older than the table it reads the log from its beginning.
/// </summary>
public sealed class StatisticsProjection : EventProjection
{
    public const string ShardName = "Statistics";

    readonly FirstAnswers answers = new();

    public StatisticsProjection()
    {
        Name = ShardName;
        IncludeArchivedEvents = true;
        IncludeType<SessionRequested>();
        IncludeType<SessionStarted>();
        IncludeType<SpeechStopped>();
        IncludeType<TextDelivered>();
        IncludeType<ItemAdded>();
        IncludeType<SessionEnded>();
        Options.DeleteDataInTableOnTeardown(StatisticsRows.Table);
    }

    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        if (e.Data is not SessionEvent data) return ValueTask.CompletedTask;
        var tenant = ConversationKey.Parse(e.StreamKey!).Tenant;
        var (id, at) = (SessionSummary.IdOf(tenant, data.SessionId), e.Timestamp.ToUniversalTime());
        switch (data)
        {
            case SessionRequested requested:
                answers.Forget(id);
                operations.QueueSqlCommand(StatisticsRows.Requested, id, tenant.ToString(), requested.Options.Model, at);
                break;
            case SessionStarted started:
                operations.QueueSqlCommand(StatisticsRows.Started, started.Model, started.ConnectMilliseconds, id);
                break;
            case SpeechStopped or TextDelivered when answers.MayAsk(id, e.Sequence):
                operations.QueueSqlCommand(StatisticsRows.Asked, at, id);
                break;
            case ItemAdded added when IsAnswer(added.Item) && answers.MayBeFirst(id, e.Sequence):
                operations.QueueSqlCommand(StatisticsRows.Answered, at, id);
                break;
            case SessionEnded ended:
                answers.Forget(id);
                var (totals, cost) = (ended.Totals, ended.Totals.Cost);
                operations.QueueSqlCommand(StatisticsRows.Ended, at, ended.Reason.Word(), totals.Tokens?.Input ?? 0,
                    totals.Tokens?.Output ?? 0, cost?.Amount ?? 0, cost?.Currency ?? "", cost?.IsEstimate ?? false, totals.Unpriced, id);
                break;
        }

        return ValueTask.CompletedTask;
    }

    static bool IsAnswer(JsonElement item) => item.ValueKind is JsonValueKind.Object && item.TryGetProperty("role", out var role)
        && role.ValueKind is JsonValueKind.String && role.ValueEquals("assistant");
}
