using System.Text.Json;
using Realtime.Sessions.Provider;

namespace Realtime.Sessions;

/// <summary>
/// Removes from an event what people and the model said. It keeps what happened, when, and to which session, so the lifecycle reads the
/// same before and after. Masking twice changes nothing.
/// </summary>
public static class ContentMask
{
    /// <summary>Replaces each text.</summary>
    public const string Text = "[masked]";

    static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new { });
    static readonly string[] ItemFacts = ["id", "object", "type", "role", "status", "approval_request_id", "approve"];

    /// <summary>The masked event; the event itself if it has no content.</summary>
    public static ConversationEvent Of(ConversationEvent e) => e switch
    {
        SessionRequested { Options: var options } requested when options is not { Instructions: null, Session: null } =>
            requested with { Options = Of(options) },
        UpstreamConfigured configured => configured with { Configuration = Nothing },
        TextSubmitted text => text with { Text = Text },
        TranscriptDelta delta => delta with { Text = Text },
        TranscriptCompleted transcript => transcript with { Text = Text },
        SpeakerSegment segment => segment with { Text = Text, Speaker = Masked(segment.Speaker) },
        TranscriptionFailed failed => failed with { Message = Text },
        // Keys may be a number or a PIN.
        DtmfReceived dtmf => dtmf with { Key = Text },
        ResponseDone { Details.Message: not null } done => done with { Details = done.Details with { Message = Text } },
        ItemAdded added => added with { Item = Facts(added.Item) },
        ItemDone done => done with { Item = Facts(done.Item) },
        HandoffRequested call => call with { Arguments = Text },
        HandoffAnswered answer => answer with { Output = Masked(answer.Output), Failure = Masked(answer.Failure) },
        ItemSubmitted submitted => submitted with { Item = Facts(submitted.Item) },
        ItemRetrieved retrieved => retrieved with { Item = Facts(retrieved.Item) },
        ResponseRequested { Response: not null } request => request with { Response = Nothing },
        McpApprovalAnswered answer => answer with { Reason = Masked(answer.Reason) },
        CommandRefused refused => refused with { Message = Text },
        // Upstream may quote the content that it rejects.
        UpstreamWarned warned => warned with { Message = Text },
        SessionEnded { CloseReason: not null } or SessionEnded { Error.Origin: not ErrorOrigin.Worker } => EndOf((SessionEnded)e),
        _ => e,
    };

    /// <summary>Keeps a worker's own message. The message of any other error is upstream's and may quote content.</summary>
    public static SessionError? Of(SessionError? error) =>
        error is null or { Origin: ErrorOrigin.Worker } ? error : error with { Message = Text };

    static SessionOptions Of(SessionOptions options) => options with
    {
        Instructions = Masked(options.Instructions),
        Session = options.Session is null ? null : SessionObject.Masked,
        EncryptedSecrets = null,
    };

    static SessionEnded EndOf(SessionEnded ended) => ended with { Error = Of(ended.Error), CloseReason = Masked(ended.CloseReason) };

    static string? Masked(string? text) => text is null ? null : Text;

    static JsonElement Facts(JsonElement item) => item.ValueKind is not JsonValueKind.Object
        ? Nothing
        : JsonSerializer.SerializeToElement(item.EnumerateObject()
            .Where(p => ItemFacts.Contains(p.Name)
                && p.Value.ValueKind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False)
            .ToDictionary(p => p.Name, p => p.Value));
}
