namespace Realtime.Console.Timelines;

/// <summary>The lanes of the session itself and of its transport.</summary>
sealed class Lifecycle(OpenSpans spans, List<Mark> marks)
{
    const string Phase = "phase", Transport = "transport";

    /// <returns>False if the event belongs to another lane.</returns>
    public bool Take(LogEvent e, TimeSpan now)
    {
        switch (e.Type)
        {
            case "session_requested": Enter("waiting", "waits for a worker", e, now); break;
            case "session_claimed":
                spans.End(Transport, now);
                Enter("connecting", $"{e.Text("workerId")} connects to the model", e, now);
                break;
            case "session_started" or "session_resumed":
                Enter("live", "live", e, now);
                Open(e, now);
                break;
            case "transport_renewed":
                Open(e, now);
                break;
            case "end_requested": Enter("ending", "an end was requested", e, now); break;
            case "session_ended":
                spans.EndAll(now);
                marks.Add(new Mark(Lane.Lifecycle, now, "end", $"ended: {e.Text("reason")}", e.Version));
                break;
            case "upstream_warned":
                marks.Add(new Mark(Lane.Transport, now, "warn", $"{e.Text("code")}: {e.Text("message")}", e.Version));
                break;
            case "upstream_configured" or "rate_limits_changed":
                marks.Add(new Mark(Lane.Transport, now, "minor", e.Type, e.Version));
                break;
            case "command_refused":
                marks.Add(new Mark(Lane.Lifecycle, now, "warn", $"command refused, {e.Text("code")}: {e.Text("message")}", e.Version));
                break;
            default: return false;
        }

        return true;
    }

    void Enter(string kind, string label, LogEvent e, TimeSpan now)
    {
        spans.End(Phase, now);
        spans.Begin(Phase, new Span(Lane.Lifecycle, now, now, kind, label, e.Version));
    }

    void Open(LogEvent e, TimeSpan now)
    {
        spans.End(Transport, now);
        spans.Begin(Transport, new Span(Lane.Transport, now, now, "transport", e.Type, e.Version));
    }
}
