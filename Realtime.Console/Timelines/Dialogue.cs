using Realtime.Console.Components;

namespace Realtime.Console.Timelines;

/// <summary>The lanes of what the user and the model say, and of tools; and how long they wait for each other.</summary>
sealed class Dialogue(OpenSpans spans, List<Mark> marks, List<Latency> latencies, Transcript transcript)
{
    const string Speech = "speech";
    (string What, TimeSpan Since)? asked;

    /// <returns>False if the event belongs to another lane.</returns>
    public bool Take(LogEvent e, TimeSpan now)
    {
        switch (e.Type)
        {
            case "speech_started":
                asked = null; // whoever speaks again waits for no answer
                spans.Begin(Speech, new Span(Lane.User, now, now, "speech", "the user speaks", e.Version));
                break;
            case "speech_stopped":
                spans.End(Speech, now);
                asked = ("speech end → first words", now);
                break;
            case "text_submitted":
                marks.Add(new Mark(Lane.User, now, "text", $"a text of the {e.Text("role")}", e.Version));
                transcript.Whole(e.Text("role") ?? "user", e.Text("text") ?? "", now, e.Version);
                asked ??= ("text → first words", now);
                break;
            case "transcript_delta": Said(e, now, isWhole: false); break;
            case "transcript_completed": Said(e, now, isWhole: true); break;
            case "response_started":
                spans.Begin("response " + e.Text("responseId"), new Span(Lane.Model, now, now, "response", "a response", e.Version));
                break;
            case "response_done": Answered(e, now); break;
            case "item_truncated":
                marks.Add(new Mark(Lane.Model, now, "warn", $"cut at {e.Number("audioMilliseconds")} ms: the user interrupts", e.Version));
                break;
            case "transcription_failed":
                marks.Add(new Mark(Lane.User, now, "warn", $"not transcribed, {e.Text("code")}: {e.Text("message")}", e.Version));
                break;
            case "dtmf_received" or "input_timed_out":
                marks.Add(new Mark(Lane.User, now, "text", e.Type, e.Version));
                break;
            case "handoff_requested" or "handoff_answered" or "mcp_call_changed": Tool(e, now); break;
            default: return false;
        }

        return true;
    }

    void Said(LogEvent e, TimeSpan now, bool isWhole)
    {
        var (item, who) = (e.Text("itemId") ?? "", e.Text("role") ?? "");
        var (name, text) = ("item " + item, e.Text("text") ?? "");
        if (isWhole) transcript.Whole(who, text, now, e.Version, item);
        else transcript.Grow(who, text, now, e.Version, item);
        if (who is not "assistant") return;
        if (!spans.Has(name))
        {
            spans.Begin(name, new Span(Lane.Model, now, now, "speech", "the model speaks", e.Version));
            if (asked is { } since) Waited(new Latency(since.What, since.Since, now, e.Version));
            asked = null;
        }

        if (isWhole) spans.End(name, now);
    }

    void Waited(Latency wait)
    {
        latencies.Add(wait);
        spans.Add(new Span(Lane.Model, wait.From, wait.To, "wait", $"{wait.What}: {Words.Duration(wait.Length)}", wait.Version));
    }

    void Answered(LogEvent e, TimeSpan now)
    {
        var status = e.Text("status");
        spans.End("response " + e.Text("responseId"), now, status is "completed" ? null : "response cut");
        if (status is "failed" or "incomplete")
            marks.Add(new Mark(Lane.Model, now, "warn", $"the response is {status}", e.Version));
    }

    void Tool(LogEvent e, TimeSpan now)
    {
        var name = "call " + (e.Text("callId") ?? e.Text("itemId"));
        if (e.Type is "handoff_requested" || e.Text("status") is "in_progress")
        {
            asked = null; // the model answers with a call
            var tool = e.Text("name") ?? "a tool of an MCP server";
            spans.Begin(name, new Span(Lane.Tools, now, now, "tool", tool, e.Version));
            transcript.Whole("tool", $"{tool} {e.Text("arguments")}", now, e.Version);
            return;
        }

        var failed = e.Text("failure") ?? (e.Text("status") is "failed" ? "failed" : null);
        if (spans.End(name, now, failed is null ? null : "tool bad") is { } call)
            latencies.Add(new Latency($"tool {call.Label}", call.From, now, e.Version));
        asked ??= ("tool answer → first words", now);
        transcript.Whole("tool", $"→ {failed ?? e.Text("output")}", now, e.Version);
    }
}
