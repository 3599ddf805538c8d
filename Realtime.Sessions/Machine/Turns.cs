using static Realtime.Sessions.Machine.UpstreamMessage;

namespace Realtime.Sessions.Machine;

/// <summary>The model's turns: a response begins, calls tools, and ends. One beside the conversation is recorded, and is no turn.</summary>
static class Turns
{
    public static Dialogue Begin(Dialogue d, ResponseBegan began, List<Effect> does)
    {
        var responses = d.Responses.Began(began.ResponseId, began.InConversation);
        var isBeside = responses.IsBeside(began.ResponseId);
        if (d.Responses.Active != began.ResponseId)
            does.Add(new Effect.Record(new ResponseStarted(d.Terms.SessionId, began.ResponseId) { OutOfBand = isBeside }));
        if (isBeside) return d with { Responses = responses };
        var isOwn = d.IsDriven || d.OwnAnswer.IsAfterSpeech || d.OwnAnswer.IsAfterApproval && !d.Responses.IsAsked;
        var knowsAll = isOwn && d.Unconfirmed.IsEmpty;
        var own = d.OwnAnswer.WithoutSpeech();
        return d with
        {
            Requests = responses.IsAsked ? d.Requests : d.Requests.Begun(),
            Responses = knowsAll ? responses.Paid() : responses,
            Playback = d.IsDriven ? d.Playback : d.Playback.Begin(),
            OwnAnswer = knowsAll ? own.WithoutApprovals() : own,
        };
    }

    /// <summary>Tool calls come before the end of their response: nobody can act on those of a response that does not stand.</summary>
    public static Dialogue End(Dialogue d, ResponseOver over, DateTimeOffset now, List<Effect> does)
    {
        var (isBeside, ends) = (d.Responses.IsBeside(over.ResponseId), d.Responses.EndsWith(over.ResponseId));
        var response = string.IsNullOrEmpty(over.ResponseId) ? d.Responses.Active ?? "" : over.ResponseId;
        if (!isBeside && !ends) return d;
        var calls = over.Calls.Aggregate(d.Calls, (all, call) => all.Hold(call with { ResponseId = response }));
        calls = ends && over.Status is not ("cancelled" or "failed") ? calls.Tell(response, now, does) : calls.Drop(response);
        does.Add(new Effect.Record(new ResponseDone(d.Terms.SessionId, response, over.Status, over.Usage)
            { OutOfBand = isBeside, Details = over.Details, Model = over.Model }));
        var responses = d.Responses.Over(over.ResponseId);
        // A response beside the conversation answers none of these requests.
        return d with { Calls = calls, Responses = responses, Requests = isBeside || responses.IsAsked ? d.Requests : d.Requests.Over() };
    }

    /// <summary>A call outside any response stands by itself.</summary>
    public static Dialogue Hold(Dialogue d, ToolCall call, DateTimeOffset now, List<Effect> does)
    {
        if (d.Responses.IsBeside(call.ResponseId) || d.Responses.WasOver(call.ResponseId)) return d;
        var calls = d.Calls.Hold(call);
        return d with { Calls = d.Responses.IsBusy ? calls : calls.Tell(call.ResponseId, now, does) };
    }
}
