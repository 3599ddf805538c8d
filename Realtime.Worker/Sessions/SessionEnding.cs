using System.Diagnostics;
using Realtime.EventLog.Claims;
using Realtime.Sessions;
using Realtime.Worker.Live;
using Realtime.Worker.Telemetry;

namespace Realtime.Worker.Sessions;

/// <summary>
/// Ends a session on this worker: records its end or hands it over, then releases everything that the session holds here.
/// </summary>
sealed partial class SessionEnding(
    OwnedSession session, SessionServices services, SessionTelemetry telemetry, LiveAttachments attachments, SendQueue queue,
    SessionMeter meter, SessionTransports transports, EndTiming timing)
{
    /// <summary>The longest wait for the session's tasks after its transports are closed.</summary>
    static readonly TimeSpan TaskPatience = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait for a write that hangs and for the provider's answer to our Close frame.</summary>
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(4);
    static readonly TimeSpan DetachPatience = TimeSpan.FromSeconds(1);

    readonly ILogger logger = services.Logger;

    /// <summary>
    /// True if another worker took the session over, on the record; this owner then records nothing more. If the answer is lost, the end
    /// that follows finds out: the log accepts only one of the two.
    /// </summary>
    public async Task<bool> IsHandedOver()
    {
        using var span = telemetry.Trace.Later("realtime.hand_over", ActivityKind.Internal);
        // The next owner restores the conversation from the record.
        await session.Entry.Flushed.WaitAsync(services.HandOvers.Over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var isTaken = await services.HandOvers.TryPlace(new ClaimOffer(session.Conversation, session.SessionId, session.Entry.Owner));
        span?.SetTag("realtime.taken", isTaken);
        return isTaken;
    }

    /// <param name="outcome">Null if this owner may not end the session.</param>
    public async Task Record(SessionOutcome? outcome)
    {
        queue.Close();
        telemetry.Turns.Finish();
        var recording = outcome is null
            ? Task.CompletedTask
            : services.Journal.End(session.Entry, outcome with { Totals = meter.Totals(queue.Dropped) });
        // The transports close while the end is recorded, so that an outage of the log keeps none open.
        var closing = transports.CloseAll("session ended");
        await recording;
        if (outcome is { } known)
        {
            var took = timing.Recorded(known.Reason);
            Write(known, took);
            LogEnded(LevelOf(known), session.SessionId, session.Conversation, known.Reason, known.Error?.Code, took.CauseKnownAt,
                took.DrainMilliseconds, took.RecordMilliseconds);
        }
        else
        {
            LogDisowned(session.SessionId, session.Conversation);
        }

        // Live sockets get the model's messages before they are closed; the API adds session_ended from the log.
        attachments.Complete(moved: outcome is null);
        await closing.WaitAsync(ClosePatience, services.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    void Write(SessionOutcome outcome, EndTook took)
    {
        using var span = telemetry.Trace.Later("realtime.end", ActivityKind.Internal, took.CauseKnownAt);
        if (span is null) return;
        span.SetTag("realtime.end.reason", outcome.Reason.Word());
        if (took.DrainMilliseconds > 0)
            span.AddEvent(new ActivityEvent("realtime.drained", took.CauseKnownAt.AddMilliseconds(took.DrainMilliseconds)));
        if (outcome.Error is { } error) SessionTrace.Failed(span, error);
    }

    /// <summary>Gives the live sockets a bounded time to receive their queued messages.</summary>
    public async Task Detach(bool moved)
    {
        attachments.Complete(moved);
        var begun = services.Time.GetTimestamp();
        while (!attachments.IsEmpty && services.Time.GetElapsedTime(begun) < DetachPatience) await Task.Delay(
            TimeSpan.FromMilliseconds(10), services.Time);
    }

    /// <summary>Waits for the session's tasks, whose token is cancelled.</summary>
    public async Task Drop(Task following)
    {
        try
        {
            await Task.WhenAll(transports.CloseAll("session ended"), following).WaitAsync(TaskPatience, services.Time);
            queue.Discard();
        }
        catch (Exception e)
        {
            LogLeftBehind(e, session.SessionId);
        }
    }

    /// <summary>
    /// An operator acts on what the provider, the network or this worker did, and not on a client's fault or an orderly end.
    /// </summary>
    static LogLevel LevelOf(SessionOutcome outcome) =>
        outcome.Error is null or { Origin: ErrorOrigin.Client } ? LogLevel.Information : LogLevel.Warning;

    [LoggerMessage(Message =
        "Session {Session} in {Conversation} ended: {Reason} {Code}; known at {Known:O}, drained in "
        + "{Drain:F1} ms, recorded in {Record:F1} ms")]
    partial void LogEnded(LogLevel level, Guid session, string conversation, EndReason reason, string? code, DateTimeOffset known,
        double drain, double record);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Session {Session} in {Conversation} ended or moved to another owner, by the log; this worker closes its transport")]
    partial void LogDisowned(Guid session, string conversation);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Session {Session} ended, but one of its tasks did not stop in time; the worker goes on without waiting for it")]
    partial void LogLeftBehind(Exception e, Guid session);
}
