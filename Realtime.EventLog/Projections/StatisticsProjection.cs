using System.Text.Json;
using JasperFx.Events;
using Marten;
using Realtime.EventLog.Statistics;
using Realtime.Sessions;

namespace Realtime.EventLog.Projections;

/// <summary>
/// Keeps one narrow row for each session, for charts over many of them. It follows from the log alone, archived conversations included: on
/// a log that is older than the table it reads the log from its beginning.
/// </summary>
public sealed class StatisticsProjection : BatchProjection
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

    private protected override Task<IEventBatch> Begin(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) =>
        Task.FromResult<IEventBatch>(new StatisticsBatch(answers));

    /// <summary>
    /// A session is requested, starts, asks and answers, and ends in this order, and so are the statements. Those for questions and answers
    /// depend on each other, and there are few.
    /// </summary>
    sealed class StatisticsBatch(FirstAnswers answers) : IEventBatch
    {
        readonly List<(string Id, string Tenant, string Model, DateTimeOffset At)> requested = [];
        readonly Dictionary<string, SessionStarted> started = new(StringComparer.Ordinal);
        readonly List<(string Statement, DateTimeOffset At, string Id)> said = [];
        readonly Dictionary<string, (DateTimeOffset At, SessionEnded End)> ended = new(StringComparer.Ordinal);

        public void Add(IEvent e)
        {
            if (e.Data is not SessionEvent data) return;
            var tenant = ConversationKey.Parse(e.StreamKey!).Tenant;
            var (id, at) = (SessionSummary.IdOf(tenant, data.SessionId), e.Timestamp.ToUniversalTime());
            switch (data)
            {
                case SessionRequested request:
                    answers.Forget(id);
                    requested.Add((id, tenant.ToString(), request.Options.Model, at));
                    break;
                case SessionStarted start:
                    started[id] = start;
                    break;
                case SpeechStopped or TextDelivered when answers.MayAsk(id, e.Sequence):
                    said.Add((StatisticsRows.Asked, at, id));
                    break;
                case ItemAdded added when IsAnswer(added.Item) && answers.MayBeFirst(id, e.Sequence):
                    said.Add((StatisticsRows.Answered, at, id));
                    break;
                case SessionEnded end:
                    answers.Forget(id);
                    ended[id] = (at, end);
                    break;
            }
        }

        public void Write(IDocumentOperations operations)
        {
            if (requested.Count > 0)
                operations.QueueSqlCommand(StatisticsRows.Requested, requested.Select(r => r.Id).ToArray(),
                    requested.Select(r => r.Tenant).ToArray(), requested.Select(r => r.Model).ToArray(),
                    requested.Select(r => r.At).ToArray());
            if (started.Count > 0)
                operations.QueueSqlCommand(StatisticsRows.Started, started.Keys.ToArray(), started.Values.Select(s => s.Model).ToArray(),
                    started.Values.Select(s => (long)s.ConnectMilliseconds).ToArray());
            foreach (var (statement, at, id) in said) operations.QueueSqlCommand(statement, at, id);
            if (ended.Count > 0) Write(operations, [.. ended.Values.Select(e => e.At)], [.. ended.Values.Select(e => e.End)]);
        }

        void Write(IDocumentOperations operations, DateTimeOffset[] at, SessionEnded[] ends)
        {
            var totals = ends.Select(end => end.Totals).ToList();
            operations.QueueSqlCommand(StatisticsRows.Ended, ended.Keys.ToArray(), at, ends.Select(end => end.Reason.Word()).ToArray(),
                totals.Select(t => t.Tokens?.Input ?? 0L).ToArray(), totals.Select(t => t.Tokens?.Output ?? 0L).ToArray(),
                totals.Select(t => t.Cost?.Amount ?? 0).ToArray(), totals.Select(t => t.Cost?.Currency ?? "").ToArray(),
                totals.Select(t => t.Cost?.IsEstimate ?? false).ToArray(), totals.Select(t => (long)t.Unpriced).ToArray());
        }
    }

    static bool IsAnswer(JsonElement item) => item.ValueKind is JsonValueKind.Object && item.TryGetProperty("role", out var role)
        && role.ValueKind is JsonValueKind.String && role.ValueEquals("assistant");
}
