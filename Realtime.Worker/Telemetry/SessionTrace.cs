using System.Diagnostics;
using Realtime.EventLog.Telemetry;
using Realtime.Sessions;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Telemetry;

/// <summary>
/// The spans of one session. Those of its start are in the trace of the request that started it. Whatever comes later has a short trace of
/// its own, with a link to that request, so that no trace lives as long as a session (docs/adr/0010-traces-begin-with-requests.md).
/// </summary>
sealed class SessionTrace
{
    static readonly ActivitySource Source = new("Realtime.Worker");

    readonly KeyValuePair<string, object?>[] tags;
    readonly ActivityLink[] links;

    // The claim's context, as its activity may end before the handshake begins.
    readonly ActivityContext start;

    public SessionTrace(OwnedSession session, UpstreamOptions upstream)
    {
        var tenant = session.Conversation.Tenant.ToString();
        var provider = upstream.Tenants.FirstOrDefault(own => own.Name == tenant)?.Provider ?? upstream.Provider;
        Provider = GenAi.NameOf(provider);
        Model = session.Options.Model;
        tags =
        [
            new(SessionTags.Conversation, session.Conversation.Name), new(SessionTags.Session, session.SessionId.ToString()),
            new(SessionTags.Tenant, tenant), new(GenAi.Provider, Provider), new(GenAi.RequestModel, Model),
        ];
        links = session.Origin == default ? [] : [new ActivityLink(session.Origin)];
        // A sweep's claim has no trace, so that the session's own request takes its place.
        start = Activity.Current is { Recorded: true } claim ? claim.Context : session.Replay is null ? session.Origin : default;
        TraceId = session.Origin == default ? null : session.Origin.TraceId.ToString();
    }

    /// <summary>The trace of the request that started the session; null if it had none.</summary>
    public string? TraceId { get; }

    /// <summary>What every line of the session's log has beside its message.</summary>
    public KeyValuePair<string, object?>[] Scope => [.. tags, new("realtime.trace", TraceId)];

    public string Provider { get; }

    public string Model { get; }

    /// <summary>A claim's span; the statements and the session's start belong to it. A sweep's claim has none.</summary>
    public static Activity? Claim() => Activity.Current is null ? null : Source.StartActivity("realtime.claim");

    /// <summary>Begins a span of the session's start.</summary>
    public Activity? OfStart(string name, ActivityKind kind) =>
        start == default ? Later(name, kind) : Source.StartActivity(name, kind, start, tags);

    /// <summary>Begins the span of what the model is told first; the span of the connection is the current one.</summary>
    public Activity? OfFirstUpdate() => Source.StartActivity("realtime.first_update", ActivityKind.Client, default(ActivityContext), tags);

    /// <summary>The provider or the way to it failed. Its own words may quote what was said, so the span has only the code.</summary>
    public static void Failed(Activity? span, SessionError error) =>
        span?.SetTag(GenAi.ErrorType, error.Code).SetStatus(ActivityStatusCode.Error, error.Code);

    /// <summary>Begins the first span of a trace of its own.</summary>
    /// <param name="from">When it began; now if not set.</param>
    public Activity? Later(string name, ActivityKind kind, DateTimeOffset from = default) =>
        links.Length == 0 ? null : Source.StartActivity(name, kind, default(ActivityContext), tags, links, from);

    /// <summary>Writes a span that is over, within another.</summary>
    public Activity? Within(Activity parent, string name, ActivityKind kind, DateTimeOffset from) =>
        Source.StartActivity(name, kind, parent.Context, tags, startTime: from);
}
