using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Live;
using Realtime.Worker.Telemetry;

namespace Realtime.Worker.Sessions;

/// <summary>Carries out the effects of one session's machine.</summary>
sealed partial class SessionEffects(
    OwnedSession session, SessionServices services, SendQueue queue, LiveTraffic live, LiveAttachments attachments, SessionAlarm alarm,
    LiveProgress progress, SessionTransports transports, SessionEnding ending, SessionTime time, SessionMeter meter,
    SessionTurns turns, Func<Task> stopIntake, SessionMedia media, Action<Input> post)
{
    readonly ILogger logger = services.Logger;

    /// <summary>How the session ended here; null if this owner may not end it.</summary>
    public SessionOutcome? Outcome { get; private set; }

    /// <param name="bytes">The approximate size of the input, and so of the event that follows from it.</param>
    /// <returns>The next input, if the effect leads to one at once; else null.</returns>
    public async ValueTask<Input?> Perform(Effect effect, int bytes)
    {
        switch (effect)
        {
            case Effect.Record record:
                Record(record.Event, bytes);
                if (record.Event is CommandDelivered or CommandRefused) media.Release(InputOf(record.Event));
                break;
            case Effect.Send send:
                Send(send.Command);
                break;
            case Effect.Broadcast broadcast:
                attachments.Broadcast(SessionNotices.Write(broadcast.Notice));
                break;
            case Effect.Mark:
                progress.Mark();
                break;
            case Effect.Arm arm:
                alarm.Set(arm.At - time.Now);
                break;
            case Effect.Open open:
                transports.Open(open.Transport);
                break;
            case Effect.Listen listen:
                await transports.Listen(listen.Transport, live.Begin);
                break;
            case Effect.Settle settle:
                transports.Settle(settle.Transport, settle.AndPause);
                break;
            case Effect.Continue go:
                transports.Continue(go.Transport);
                break;
            case Effect.Switch change:
                return await transports.Switch(change.To, change.IsSettled);
            case Effect.Close close:
                transports.Close(close.Transport, close.Reason);
                break;
            case Effect.StopIntake:
                await stopIntake();
                break;
            case Effect.StopSending:
                queue.Close();
                break;
            case Effect.HandOver:
                return new Input.HandedOver(await ending.IsHandedOver());
            case Effect.Finish finish:
                Outcome = finish.Outcome;
                break;
            case Effect.Warn warn:
                LogUnexpected(session.SessionId, warn.Input, warn.State);
                break;
            case Effect.WarnNotRenewed warn:
                LogNotRenewed(session.SessionId, warn.Reason);
                break;
        }

        return null;
    }

    void Record(SessionEvent e, int bytes)
    {
        // A tool call may come from an earlier message than the one that is being handled.
        var recorded = EventSize.Fitted(services.Prices.Priced(e, time.Now), e is HandoffRequested ? 0 : bytes);
        if (!session.Entry.TryAdd(recorded, Math.Min(bytes, EventSize.MostBytes))) return;
        meter.Recorded(recorded);
        turns.Recorded(recorded);
        services.Journal.Wake(session.Entry);
    }

    static string InputOf(SessionEvent e) => e is CommandDelivered delivered ? delivered.InputId : ((CommandRefused)e).InputId;

    void Send(UpstreamCommand command)
    {
        if (command is UpstreamCommand.Tell { Command: ItemSubmitted { Images: not null } item })
        {
            if (media.Restore(item) is not { } whole) post(new Input.CommandFailed(item, WorkerErrors.ImageLost));
            else queue.TrySend(session.Codec.Encode(new UpstreamCommand.Tell(whole)), command);
            return;
        }

        if (command is UpstreamCommand.AnswerCall answer) turns.Answered(answer.CallId, answer.Output);
        var message = command is UpstreamCommand.Configure configure
            ? session.Codec.Configuration(configure.IsRestore ? transports.InForce : null, configure.Without)
            : session.Codec.Encode(command);
        queue.TrySend(message, command is UpstreamCommand.Say or UpstreamCommand.Respond or UpstreamCommand.Tell ? command : null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Session {Session} got an unexpected {Input} in state {State}; it ignores it and goes on")]
    partial void LogUnexpected(Guid session, string input, string state);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Session {Session} could not renew its transport yet; it tries again in 1 s: {Reason}")]
    partial void LogNotRenewed(Guid session, string reason);
}
