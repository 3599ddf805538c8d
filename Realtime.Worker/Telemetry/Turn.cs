using Realtime.Sessions;

namespace Realtime.Worker.Telemetry;

/// <summary>One turn: what the user said last, the model's responses to it, and the tool calls between them.</summary>
/// <param name="trigger">What began it: speech, text, command, or response if the model began by itself.</param>
sealed class Turn(string trigger, DateTimeOffset began)
{
    public string Trigger { get; } = trigger;

    /// <summary>The end of the user's input.</summary>
    public DateTimeOffset Began { get; set; } = began;

    public DateTimeOffset? FirstAudio { get; set; }
    public List<TurnResponse> Responses { get; } = [];
    public List<TurnCall> Calls { get; } = [];

    /// <summary>What was said, if traces may have it.</summary>
    public List<(string Role, string Text)> Words { get; } = [];

    /// <summary>When the last tool call got its answer, and no audio has followed yet.</summary>
    public DateTimeOffset? Answered { get; set; }

    public bool HasResponse => Responses.Count > 0;

    public bool IsBusy => Responses.Any(response => response.Done is null) || Calls.Any(call => call.Answered is null);
}

sealed record TurnResponse(string Id, DateTimeOffset Began)
{
    public DateTimeOffset? FirstAudio { get; set; }
    public DateTimeOffset? Over { get; set; }
    public ResponseDone? Done { get; set; }
}

sealed record TurnCall(HandoffRequested Request, DateTimeOffset Began)
{
    public DateTimeOffset? Answered { get; set; }
    public string? Output { get; set; }
}
