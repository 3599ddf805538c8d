using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Sessions;

/// <summary>The one way out: stop intake, drain, record the end, close the socket, drop everything.</summary>
sealed partial class SessionActor
{
    /// <summary>Longest wait for the session's own loops once their socket is gone.</summary>
    static readonly TimeSpan LoopPatience = TimeSpan.FromSeconds(2);
    static readonly TimeSpan DetachPatience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Records what upstream had already sent when a cause came from elsewhere, until it is quiet or the drain's time is up. A fatal
    /// error or a close among it ends the drain, and explains a write failure.
    /// </summary>
    async Task<StopCause> Drained(StopCause cause)
    {
        if (cause.HandsOver) AskToSettle();
        else outbox.Close();
        await intake.CancelAsync();
        if (cause.Outcome is null) return cause;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Over);
        bound.CancelAfter(bounds.DrainMilliseconds);
        while (!bound.IsCancellationRequested)
        {
            while (mailbox.TryNext(out var input))
            {
                if (input is SessionInput.FromUpstream or SessionInput.UpstreamClosed or SessionInput.UpstreamLost && CutsOff(input) is { } met)
                    return cause.IsWriteFailure && input is not SessionInput.UpstreamLost { Error.Origin: ErrorOrigin.Transport } ? new StopCause(met) : cause;
                if (input is SessionInput.FromUpstream or SessionInput.Written) Take(input);
            }

            if (!await More(bound.Token) && !(cause.HandsOver && !settled.Task.IsCompleted)) break;
        }

        return cause;
    }

    /// <summary>The next owner goes on behind all that upstream was told here, and has said what it made of it.</summary>
    void AskToSettle()
    {
        settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        outbox.TrySend(UpstreamWriter.Settle());
    }

    /// <summary>False after a while of quiet.</summary>
    async Task<bool> More(CancellationToken bound)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(bound);
        quiet.CancelAfter(bounds.DrainQuietMilliseconds);
        try
        {
            return await mailbox.WaitForNext(quiet.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task End(StopCause cause)
    {
        outbox.Close();
        await intake.CancelAsync();
        mailbox.Close();
        if (clock is not null) await clock.DisposeAsync();
        // The socket is closed while the end is being recorded: neither waits for the other, and an outage of the log keeps no socket.
        var closing = CloseTransport();
        if (cause.HandsOver && await IsHandedOver()) cause = StopCause.Disowned;
        if (cause.Outcome is { } outcome)
        {
            await services.Journal.End(Session.Entry, outcome with { Totals = meter.Totals(outbox.Dropped) });
            var took = timing.Recorded(outcome.Reason);
            LogEnded(Session.SessionId, Session.Conversation, outcome.Reason, outcome.Error?.Code, took.CauseKnownAt, took.DrainMilliseconds, took.RecordMilliseconds);
        }
        else
        {
            LogDisowned(Session.SessionId, Session.Conversation);
        }

        // What upstream said reaches the live sockets before they are closed; the API adds session_ended from the log.
        attachments.Complete(moved: cause.Outcome is null);
        await closing;
        await StopWaitingForDriver();
    }

    async Task CloseTransport()
    {
        if (connection is not null) await connection.Close("session ended");
    }

    async Task Drop(Task following)
    {
        await Detached(moved: false);
        await over.CancelAsync();
        try
        {
            await Task.WhenAll(connection?.DisposeAsync().AsTask() ?? Task.CompletedTask, retired, following).WaitAsync(LoopPatience, services.Time);
            outbox.Discard();
        }
        catch (Exception e)
        {
            LogLoopBroken(e, Session.SessionId);
        }
    }

    /// <summary>Gives the live sockets a bounded time to take what was queued for them.</summary>
    async Task Detached(bool moved)
    {
        attachments.Complete(moved);
        var begun = services.Time.GetTimestamp();
        while (!attachments.IsEmpty && services.Time.GetElapsedTime(begun) < DetachPatience)
            await Task.Delay(TimeSpan.FromMilliseconds(10), services.Time);
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Session {Session} in {Conversation} ended: {Reason} {Code}; known at {Known:O}, drained in {Drain:F1} ms, recorded in {Record:F1} ms")]
    partial void LogEnded(Guid session, string conversation, EndReason reason, string? code, DateTimeOffset known, double drain, double record);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} in {Conversation} is over or somebody else's by the log: its transport is dropped")]
    partial void LogDisowned(Guid session, string conversation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} failed in a way nobody planned")]
    partial void LogBroken(Exception e, Guid session);

    [LoggerMessage(Level = LogLevel.Error, Message = "A loop of session {Session} did not end in order")]
    partial void LogLoopBroken(Exception e, Guid session);
}
