using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.Worker.Telemetry;

/// <summary>
/// Writes a turn that is over as a trace of its own: <c>realtime.turn</c> with a span for each response and each tool call, by the
/// conventions for generative AI.
/// </summary>
/// <param name="hasContent">Whether the spans have what was said; otherwise they have only times, names and counts.</param>
sealed class TurnSpans(SessionTrace trace, Modality modality, bool hasContent)
{
    /// <summary>The most characters of one text.</summary>
    const int MostCharacters = 8_192;

    public void Say(Turn? turn, TranscriptCompleted said)
    {
        if (hasContent) turn?.Words.Add((said.Role, Cut(said.Text)));
    }

    public void Write(Turn turn, DateTimeOffset now)
    {
        using var whole = trace.Later("realtime.turn", ActivityKind.Internal, turn.Began);
        if (whole is null) return;
        whole.SetTag("realtime.turn.trigger", turn.Trigger);
        if (turn.FirstAudio is { } heard)
        {
            whole.SetTag("realtime.turn.first_audio", (heard - turn.Began).TotalSeconds);
            whole.AddEvent(new ActivityEvent("realtime.first_audio", heard));
        }

        foreach (var response in turn.Responses) Write(whole, turn, response, now);
        foreach (var call in turn.Calls) Write(whole, call, now);
        if (turn.IsBusy) whole.SetTag("realtime.turn.unfinished", true);
        whole.SetEndTime(now.UtcDateTime);
    }

    void Write(Activity turn, Turn whole, TurnResponse response, DateTimeOffset now)
    {
        using var span = trace.Within(turn, $"{GenAi.Chat} {trace.Model}", ActivityKind.Client, response.Began);
        if (span is null) return;
        span.SetTag(GenAi.Operation, GenAi.Chat).SetTag(GenAi.ResponseId, response.Id)
            .SetTag(GenAi.OutputType, modality is Modality.Audio ? "speech" : "text");
        if (response.FirstAudio is { } heard) span.AddEvent(new ActivityEvent("realtime.first_audio", heard));
        if (response.Done is { } done) Describe(span, done);
        if (hasContent && response == whole.Responses[0])
        {
            span.SetTag(GenAi.InputMessages, Messages(whole, "user"));
            span.SetTag(GenAi.OutputMessages, Messages(whole, "assistant"));
        }

        span.SetEndTime((response.Over ?? now).UtcDateTime);
    }

    static void Describe(Activity span, ResponseDone done)
    {
        span.SetTag(GenAi.FinishReasons, new[] { done.Details?.Reason ?? done.Status });
        if (done.Model is { } model) span.SetTag(GenAi.ResponseModel, model);
        if (done.Usage is { } usage)
        {
            span.SetTag(GenAi.InputTokens, usage.Input).SetTag(GenAi.OutputTokens, usage.Output);
            if (usage.Cached is { } cached) span.SetTag(GenAi.CachedTokens, cached);
        }

        if (done.Cost is { } cost)
            span.SetTag("realtime.cost", $"{cost.Amount.ToString(CultureInfo.InvariantCulture)} {cost.Currency}");
        if (done.Status is not "failed") return;
        span.SetTag(GenAi.ErrorType, done.Details?.Code ?? "failed").SetStatus(ActivityStatusCode.Error);
    }

    void Write(Activity turn, TurnCall call, DateTimeOffset now)
    {
        using var span = trace.Within(turn, $"{GenAi.ExecuteTool} {call.Request.Name}", ActivityKind.Internal, call.Began);
        if (span is null) return;
        span.SetTag(GenAi.Operation, GenAi.ExecuteTool).SetTag(GenAi.ToolName, call.Request.Name)
            .SetTag(GenAi.ToolCallId, call.Request.CallId).SetTag(GenAi.ToolType, "function");
        if (hasContent)
        {
            span.SetTag(GenAi.ToolArguments, Cut(call.Request.Arguments));
            if (call.Output is { } output) span.SetTag(GenAi.ToolResult, Cut(output));
        }

        span.SetEndTime((call.Answered ?? now).UtcDateTime);
    }

    static string Messages(Turn turn, string role) => JsonSerializer.Serialize(turn.Words.Where(word => word.Role == role)
        .Select(word => new { role, parts = new[] { new { type = "text", content = word.Text } } }));

    static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters];
}
