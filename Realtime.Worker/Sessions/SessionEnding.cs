using Realtime.Sessions;
using Realtime.Worker.Claims;
using Realtime.Worker.Live;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The end of a session on this worker: it is recorded, or another worker goes on; then nothing of the session is left here.
/// </summary>
sealed partial class SessionEnding(
    OwnedSession session, SessionServices services, LiveAttachments attachments, SendQueue queue, SessionMeter meter,
        SessionTransports transports, EndTiming timing)
{
    /// <summary>Longest wait for the session's own tasks once its transports are closed.</summary>
    static readonly TimeSpan TaskPatience = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait for a write that hangs and for the provider's answer to our Close frame.</summary>
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(4);
    static readonly TimeSpan DetachPatience = TimeSpan.FromSeconds(1);

    /// <summary>Until what was said here is on the record: the next owner tells it to its own transport.</summary>
    static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(2);

    readonly ILogger logger = services.Logger;

    /// <summary>
    /// Another worker took the session over, on the record: from then on nothing of this owner's is. Where the answer is not known, the end
    /// that follows finds out: the log takes only one of the two.
    /// </summary>
    public async Task<bool> IsHandedOver()
    {
        try
        {
            await session.Entry.Flushed.WaitAsync(FlushPatience, services.Time);
            return await services.HandOvers.TryPlace(new ClaimOffer(session.Conversation, session.SessionId, session.Entry.Owner));
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <param name="outcome">Null where the session is not this owner's to end.</param>
    public async Task Record(SessionOutcome? outcome)
    {
        queue.Close();
        // The sockets are closed while the end is being recorded: neither waits for the other, and an outage of the log keeps no socket.
        var closing = transports.CloseAll("session ended");
        if (outcome is { } known)
        {
            await services.Journal.End(session.Entry, known with { Totals = meter.Totals(queue.Dropped) });
            var took = timing.Recorded(known.Reason);
            LogEnded(session.SessionId, session.Conversation, known.Reason, known.Error?.Code, took.CauseKnownAt, took.DrainMilliseconds,
                took.RecordMilliseconds);
        }
        else
        {
            LogDisowned(session.SessionId, session.Conversation);
        }

        // What the model said reaches the live sockets before they are closed; the API adds session_ended from the log.
        attachments.Complete(moved: outcome is null);
        await closing.WaitAsync(ClosePatience, services.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Gives the live sockets a bounded time to take what was queued for them.</summary>
    public async Task Detach(bool moved)
    {
        attachments.Complete(moved);
        var begun = services.Time.GetTimestamp();
        while (!attachments.IsEmpty && services.Time.GetElapsedTime(begun) < DetachPatience) await Task.Delay(
            TimeSpan.FromMilliseconds(10), services.Time);
    }

    /// <summary>Waits for the session's own tasks, whose token is cancelled by now.</summary>
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

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Session {Session} in {Conversation} ended: {Reason} {Code}; known at {Known:O}, drained in {Drain:F1} ms, recorded in {Record:F1} ms")]
    partial void LogEnded(Guid session, string conversation, EndReason reason, string? code, DateTimeOffset known, double drain,
        double record);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Session {Session} in {Conversation} has ended or has another owner, says the log; this worker closes its transport")]
    partial void LogDisowned(Guid session, string conversation);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Session {Session} is over, but a task of it has not ended in time; it is left behind")]
    partial void LogLeftBehind(Exception e, Guid session);
}
