using System.Diagnostics;
using System.Diagnostics.Metrics;
using Realtime.EventLog.Telemetry;
using Realtime.Sessions;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Telemetry;

/// <summary>What one session adds to the worker's metrics.</summary>
sealed class SessionMetrics(OwnedSession session, SessionTrace trace, SessionLabels labels)
{
    static readonly Histogram<double> ConnectTime = WorkerMeter.Seconds("realtime.connect.duration",
        "Opening a transport, with the first update, by model, outcome and whether it is the first", WorkerMeter.Fast);
    static readonly Histogram<double> FirstAudioTime = WorkerMeter.Seconds("realtime.turn.first_audio",
        "From the end of the user's input, or the answer of a tool call, to the first audio, by model and trigger", WorkerMeter.Spoken);
    static readonly Histogram<double> TurnTime = WorkerMeter.Seconds("realtime.turn.duration",
        "From the end of the user's input to the end of the answer, by model, trigger and status", WorkerMeter.Spoken);
    static readonly Histogram<double> ToolTime = WorkerMeter.Seconds("realtime.tool.duration",
        "From a tool call to its answer, by model", WorkerMeter.Spoken);
    static readonly Histogram<double> OperationTime = WorkerMeter.Seconds("gen_ai.client.operation.duration",
        "A response of the model, from its begin to its end", WorkerMeter.Operation);
    static readonly Histogram<long> TokenUsage = WorkerMeter.Meter.CreateHistogram("gen_ai.client.token.usage", "{token}",
        "Tokens of one response, by type", tags: null, new InstrumentAdvice<long> { HistogramBucketBoundaries = WorkerMeter.Tokens });
    static readonly Counter<long> Tokens = WorkerMeter.Meter.CreateCounter<long>("realtime.tokens", "{token}",
        "Tokens that sessions used, by type, tenant and model");
    static readonly Counter<double> Costs = WorkerMeter.Meter.CreateCounter<double>("realtime.cost", description:
        "What sessions cost by the price table, in units of the currency, by currency, tenant and model");

    readonly KeyValuePair<string, object?> tenant = labels.Of(session.Conversation.Tenant);
    readonly KeyValuePair<string, object?> model = labels.OfModel(trace.Model);

    /// <param name="outcome">opened, or failed.</param>
    public void Connected(bool isFirst, string outcome, TimeSpan took) => ConnectTime.Record(took.TotalSeconds, model,
        new KeyValuePair<string, object?>("outcome", outcome), new KeyValuePair<string, object?>("kind", isFirst ? "first" : "renewal"));

    /// <param name="trigger">That of the turn, or tool.</param>
    public void Heard(string trigger, TimeSpan after) =>
        FirstAudioTime.Record(after.TotalSeconds, model, new KeyValuePair<string, object?>("trigger", trigger));

    public void TookTurn(string trigger, string status, TimeSpan took) => TurnTime.Record(took.TotalSeconds, model,
        new KeyValuePair<string, object?>("trigger", trigger), new KeyValuePair<string, object?>("status", Known(status)));

    public void ToolCalled(TimeSpan took) => ToolTime.Record(took.TotalSeconds, model);

    public void Responded(TurnResponse response)
    {
        var tags = Convention();
        if (response.Done is { Status: "failed" }) tags.Add(GenAi.ErrorType, "failed");
        OperationTime.Record((response.Over!.Value - response.Began).TotalSeconds, tags);
    }

    /// <summary>Counts what an event says that was used.</summary>
    public void Spent(SessionEvent e)
    {
        var (usage, cost) = e switch
        {
            ResponseDone done => (done.Usage, done.Cost),
            TranscriptCompleted said => (said.Usage?.Tokens, said.Cost),
            _ => (null, null),
        };
        if (usage is not null)
        {
            Count("input", usage.Input, e is ResponseDone);
            Count("output", usage.Output, e is ResponseDone);
        }

        if (cost is not null) Costs.Add((double)cost.Amount, new KeyValuePair<string, object?>("currency", cost.Currency), tenant, model);
    }

    void Count(string type, long tokens, bool ofResponse)
    {
        Tokens.Add(tokens, new KeyValuePair<string, object?>("type", type), tenant, model);
        if (!ofResponse) return;
        var tags = Convention();
        tags.Add(GenAi.TokenType, type);
        TokenUsage.Record(tokens, tags);
    }

    TagList Convention() => new()
    {
        { GenAi.Operation, GenAi.Chat }, { GenAi.Provider, trace.Provider }, { GenAi.RequestModel, model.Value },
    };

    /// <summary>A provider may send any status.</summary>
    static string Known(string status) => status is "completed" or "cancelled" or "failed" or "incomplete" ? status : BoundedLabel.Other;
}
