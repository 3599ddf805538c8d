using Microsoft.Extensions.Options;
using Realtime.Api.Models;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.EventLog.Access;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>Checks a start before anything is appended: a refused one leaves no trace and never touches a running session.</summary>
sealed partial class Preflight(IOptions<ApiOptions> options, WorkerDirectory workers, Conversations conversations, SessionKeys keys,
    SessionSecrets secrets, ModelLifetimes lifetimes, ILogger<Preflight> logger)
{
    const int LongestSession = 24 * 60 * 60;

    public async Task<CheckedStart> Check(ConversationKey conversation, StartRequest request, string? key, CancellationToken ct)
    {
        var errors = new Dictionary<string, string[]>();
        var given = StartOptions.Of(request, options.Value.MaximumTextLength, errors);
        var type = given.Session?.IsTranscription == true ? SessionType.Transcription : request.Type;
        var model = given.Model ?? (type is SessionType.Transcription
            ? given.Session?.TranscriptionModel ?? KnownModels.Transcription
            : options.Value.DefaultModel);
        var known = options.Value.Models.FirstOrDefault(m => m.Name == model);
        if (!Names.IsName(model)) Wrong("model", $"model must be {Names.Rule}");
        else if (known is null && options.Value.Models.Count > 0)
            Wrong(given.ModelField, $"{given.ModelField} {model} is not allowed here: use one of {string.Join(", ", options.Value.Models.Select(m => m.Name))}.");
        if (given.Voice is { } voice)
        {
            if (!Names.IsName(voice)) Wrong("voice", $"voice must be {Names.Rule}");
            else if (known is { Voices.Count: > 0 } && !known.Voices.Contains(voice))
                Wrong("voice", $"{model} has no voice {voice}: use one of {string.Join(", ", known.Voices)}.");
        }

        if (request.Instructions?.Length > options.Value.MaximumTextLength)
            Wrong("instructions", $"instructions may have at most {options.Value.MaximumTextLength} characters.");
        if (Texts.Problem("instructions", request.Instructions) is { } problem) Wrong("instructions", problem);
        var modality = OneOf("modality", request.Modality, "audio", "text");
        var ifActive = OneOf("ifActive", request.IfActive, "reject", "replace");
        var onWorkerLost = OneOf("onWorkerLost", request.OnWorkerLost, "end", "resume");
        var atCap = OneOf("atCap", request.AtCap, "end", "renew");
        if (request.EndUser is { Length: 0 or > EndUser.MaximumLength })
            Wrong("endUser", $"endUser must have 1 to {EndUser.MaximumLength} characters.");
        Within("maxSeconds", request.MaxSeconds);
        Within("idleSeconds", request.IdleSeconds);
        if (request.SessionId == Guid.Empty) Wrong("sessionId", "sessionId must be a UUID other than the empty one; version 7 is best.");
        if (ConversationId.IsReserved(conversation.Name) && !await MayGoOn(conversation, ct))
            Wrong("conversation",
                $"conversation must not begin with {ConversationId.ReservedPrefix}, in any case: the log's own streams have such names.");
        if (errors.Count > 0) throw new InvalidOptionsException(errors);

        ct.ThrowIfCancellationRequested();
        var sessionId = request.SessionId ?? (key is null ? Guid.CreateVersion7() : await SessionId(conversation, key, ct));
        var refusal = lifetimes.Refusal(model) ?? (await workers.HasRoom() ? null : new AtCapacityException());
        // A repeated start gets its first answer, whatever has changed since.
        if (refusal is not null && !await conversations.Knows(conversation, sessionId, ct)) throw refusal;
        var warning = lifetimes.Warning(model);
        if (warning is not null) LogWarning(sessionId, conversation, warning);
        var accepted = new SessionOptions(
            model, given.Voice, given.Instructions,
            given.Modality ?? (modality == 0 ? Modality.Audio : Modality.Text),
            onWorkerLost == 0 ? OnWorkerLost.End : OnWorkerLost.Resume,
            atCap == 0 ? AtCap.End : AtCap.Renew,
            request.MaxSeconds, request.IdleSeconds)
        {
            Session = given.Session,
            Type = type,
            SafetyIdentifier = request.EndUser is { } endUser ? EndUser.HashOf(conversation.Tenant, endUser) : null,
        };
        accepted = await secrets.Encrypt(conversation, sessionId, accepted, given.Secrets, ct);
        return new CheckedStart(
            new Start(sessionId, accepted, Replace: ifActive == 1, Warnings: warning is null ? null : [warning]), given.Unknown);

        void Wrong(string field, string error) => errors[field] = [error];

        int OneOf(string field, string? value, params ReadOnlySpan<string> allowed)
        {
            if (value is null) return 0;
            var index = allowed.IndexOf(value);
            if (index < 0) Wrong(field, $"{field} must be {string.Join(" or ", allowed.ToArray())}.");
            return index;
        }

        void Within(string field, int? seconds)
        {
            if (seconds is < 1 or > LongestSession) Wrong(field, $"{field} must be 1 to {LongestSession}.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} in {Conversation} starts with a warning: {Warning}")]
    partial void LogWarning(Guid session, string conversation, string warning);

    /// <summary>A key that was used with the first version keeps its session id.</summary>
    async Task<Guid> SessionId(ConversationKey conversation, string key, CancellationToken ct)
    {
        var before = SessionKeys.FirstVersionSessionId(conversation, key);
        return (await conversations.FindFirstVersionRequest(conversation.Tenant, before, ct))?.StreamKey == conversation.Stream
            ? before
            : await keys.SessionId(conversation, key, ct);
    }

    /// <summary>A conversation whose name became reserved later may continue.</summary>
    async Task<bool> MayGoOn(ConversationKey conversation, CancellationToken ct) => conversation.Stream != ConversationId.StoresOwn
        && await conversations.Load(conversation, ct) is { State: { Live: not null } or { LastEnd: not null } };
}

/// <summary>A start that may be appended.</summary>
/// <param name="Unknown">The JSON paths of its fields that pass through to the provider.</param>
sealed record CheckedStart(Start Start, IReadOnlyList<string> Unknown);
