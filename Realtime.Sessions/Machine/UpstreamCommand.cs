namespace Realtime.Sessions.Machine;

/// <summary>What a session tells the model by itself, whatever the provider's protocol. A live driver's messages pass beside it.</summary>
public abstract record UpstreamCommand
{
    /// <summary>A text as an item of the conversation.</summary>
    public sealed record Say(TextSubmitted Text) : UpstreamCommand;

    /// <summary>What a client asked for.</summary>
    public sealed record Tell(CommandSubmitted Command) : UpstreamCommand;

    public sealed record AnswerCall(string CallId, string Output) : UpstreamCommand;

    /// <summary>Asks the model to answer.</summary>
    public sealed record Respond : UpstreamCommand
    {
        public static readonly Respond Instance = new();
    }

    /// <summary>Stops the answer that the model is giving.</summary>
    public sealed record Cancel : UpstreamCommand
    {
        public static readonly Cancel Instance = new();
    }

    /// <summary>The model forgets of an item what comes after so many milliseconds.</summary>
    public sealed record Truncate(string ItemId, int ContentIndex, long Milliseconds) : UpstreamCommand;

    /// <summary>The session's configuration once more.</summary>
    /// <param name="Without">Fields that the provider refused.</param>
    /// <param name="IsRestore">The configuration that was in force on the transport before; else that of the start.</param>
    public sealed record Configure(IReadOnlyList<string> Without, bool IsRestore) : UpstreamCommand;
}
