using Realtime.Sessions;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Telemetry;

/// <summary>
/// Follows a session's turns by the events that its owner records, none of which is a frame of audio. A turn becomes spans and metrics when
/// it is over. Only the session's loop calls it.
/// </summary>
sealed class SessionTurns(TurnSpans spans, SessionMetrics metrics, FirstAudio audio, SessionTime time)
{
    Turn? turn;

    public void Recorded(SessionEvent e)
    {
        metrics.Spent(e);
        switch (e)
        {
            case SpeechStopped:
                Begin("speech");
                break;
            case TextDelivered when turn is not { IsBusy: true }:
                Begin("text");
                break;
            case CommandDelivered when turn is null:
                Begin("command");
                break;
            case ResponseStarted { OutOfBand: false } began:
                (turn ??= new Turn("response", time.Now)).Responses.Add(new TurnResponse(began.ResponseId, time.Now));
                break;
            case HandoffRequested call:
                turn?.Calls.Add(new TurnCall(call, time.Now));
                break;
            case HandoffAnswered answer:
                Answered(answer.CallId, answer.Output ?? answer.Failure);
                break;
            case TranscriptCompleted said:
                spans.Say(turn, said);
                break;
            case ResponseDone { OutOfBand: false } done when turn is not null:
                Over(turn, done);
                break;
        }
    }

    /// <summary>The answer of a tool call goes to the model.</summary>
    public void Answered(string call, string? output)
    {
        if (turn?.Calls.Find(open => open.Request.CallId == call && open.Answered is null) is not { } answered) return;
        (answered.Answered, answered.Output, turn.Answered) = (time.Now, output, time.Now);
        metrics.ToolCalled(answered.Answered.Value - answered.Began);
    }

    /// <summary>The session ends here or moves: an open turn is written as far as it came.</summary>
    public void Finish()
    {
        if (turn is { HasResponse: true } open) spans.Write(open, time.Now);
        turn = null;
    }

    void Begin(string trigger)
    {
        Finish();
        audio.Take(); // what came before it
        turn = new Turn(trigger, time.Now);
    }

    void Over(Turn over, ResponseDone done)
    {
        if (over.Responses.FindLast(response => response.Id == done.ResponseId) is not { } response)
            over.Responses.Add(response = new TurnResponse(done.ResponseId, time.Now));
        (response.Done, response.Over) = (done, time.Now);
        metrics.Responded(response);
        if (audio.Take() is { } first && first >= over.Began)
        {
            response.FirstAudio = first;
            if (over.FirstAudio is null) metrics.Heard(over.Trigger, first - over.Began);
            if (over.Answered is { } answered && first >= answered) metrics.Heard("tool", first - answered);
            (over.FirstAudio, over.Answered) = (over.FirstAudio ?? first, null);
        }

        if (over.IsBusy) return;
        metrics.TookTurn(over.Trigger, done.Status, time.Now - over.Began);
        spans.Write(over, time.Now);
        turn = null;
    }
}
