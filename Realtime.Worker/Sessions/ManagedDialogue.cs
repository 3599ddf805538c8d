using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Sessions;

/// <summary>
/// Steers the model where no live socket does: texts ask for a response, one at a time; speech over output audio cuts it where it was
/// heard; a tool call goes on the record, and its answer to upstream, once.
/// </summary>
sealed class ManagedDialogue(
    OwnedSession session, Outbox outbox, Action<SessionEvent> record, Action<string> overdue, TimeSpan handoffPatience, TimeProvider time) : IDisposable
{
    readonly ResponseQueue responses = new();
    readonly Playback playback = new();
    readonly Dictionary<string, ITimer> openCalls = [];

    /// <summary>The model is answering, as far as is known.</summary>
    public bool IsAnswering => responses.IsActive;

    /// <summary>What somebody appended to the log for this session.</summary>
    /// <param name="driven">A live driver asks for responses itself: it gets the item only.</param>
    public void Told(ConversationEvent e, bool driven)
    {
        switch (e)
        {
            case TextSubmitted text when text.SessionId == session.SessionId:
                EndTurn();
                outbox.TrySend(UpstreamWriter.TextItem(text.Role, text.Text, Items.OfText(text)), text.InputId);
                if (!driven) AskForResponse();
                break;
            case HandoffAnswered answer when answer.SessionId == session.SessionId:
                Forget(answer.CallId);
                outbox.TrySend(UpstreamWriter.HandoffAnswer(answer.CallId, answer.Output ?? answer.Failure ?? ""));
                if (!driven) AskForResponse();
                break;
        }
    }

    /// <summary>What upstream said.</summary>
    public void Heard(UpstreamMessage message)
    {
        switch (message)
        {
            case UpstreamMessage.Audio audio:
                playback.Add(audio);
                break;
            case UpstreamMessage.Warning { Error.Code: UpstreamErrors.AlreadyActive }:
                responses.AlreadyActive();
                break;
            case UpstreamMessage.Recorded { Event: ResponseStarted }:
                responses.Created();
                break;
            case UpstreamMessage.Recorded { Event: ResponseDone }:
                if (responses.Done()) outbox.TrySend(UpstreamWriter.ResponseCreate());
                break;
            case UpstreamMessage.Recorded { Event: SpeechStarted }:
                EndTurn();
                if (playback.Interrupt() is { } cut) outbox.TrySend(UpstreamWriter.Truncate(cut.ItemId, cut.ContentIndex, cut.Milliseconds));
                break;
            case UpstreamMessage.Recorded { Event: HandoffRequested call }:
                if (!openCalls.ContainsKey(call.CallId))
                    openCalls[call.CallId] = time.CreateTimer(_ => overdue(call.CallId), null, handoffPatience, Timeout.InfiniteTimeSpan);
                break;
        }
    }

    /// <summary>Closes a call that nobody answered; the answer reaches upstream when it comes back from the log.</summary>
    public void Fail(string callId, string failure)
    {
        if (openCalls.ContainsKey(callId)) record(new HandoffAnswered(session.SessionId, callId, Output: null, failure));
    }

    /// <summary>The user goes on: a call still open will not be answered in this turn.</summary>
    void EndTurn()
    {
        foreach (var call in openCalls.Keys) Fail(call, "The conversation went on before an answer came.");
    }

    /// <summary>On a new transport: the old one owed an answer, and will not give it.</summary>
    public void AskAgain()
    {
        responses.Reset();
        AskForResponse();
    }

    void AskForResponse()
    {
        if (responses.Request()) outbox.TrySend(UpstreamWriter.ResponseCreate());
    }

    void Forget(string callId)
    {
        if (openCalls.Remove(callId, out var timer)) timer.Dispose();
    }

    public void Dispose()
    {
        foreach (var timer in openCalls.Values) timer.Dispose();
    }
}
