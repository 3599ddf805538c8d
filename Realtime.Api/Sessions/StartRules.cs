using Microsoft.Extensions.Options;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>Judges what a start asks for, whatever its conversation.</summary>
sealed class StartRules(IOptions<ApiOptions> options)
{
    const int LongestSession = 24 * 60 * 60;

    /// <param name="errors">Takes refusals, by field. With any, the result is not to be used.</param>
    public JudgedStart Judge(StartRequest request, Dictionary<string, string[]> errors)
    {
        var given = StartOptions.Of(request, options.Value.MaximumTextLength, errors);
        var type = given.Session?.IsTranscription == true ? SessionType.Transcription : request.Type;
        var model = given.Model ?? (type is SessionType.Transcription
            ? given.Session?.TranscriptionModel ?? KnownModels.Transcription
            : options.Value.DefaultModel);
        var known = options.Value.Models.FirstOrDefault(m => m.Name == model);
        if (!Names.IsName(model)) Wrong("model", $"model must be {Names.Rule}");
        else if (known is null && options.Value.Models.Count > 0)
            Wrong(given.ModelField,
                $"{given.ModelField} {model} is not allowed here: use one of {string.Join(", ", options.Value.Models.Select(m => m.Name))}.");
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
        if (Texts.Problem("endUser", request.EndUser) is { } unstorable) Wrong("endUser", unstorable);
        Within("maxSeconds", request.MaxSeconds);
        Within("idleSeconds", request.IdleSeconds);
        if (request.SessionId == Guid.Empty) Wrong("sessionId", "sessionId must be a UUID other than the empty one; version 7 is best.");
        return new JudgedStart(new SessionOptions(
            model, given.Voice, given.Instructions,
            given.Modality ?? (modality == 0 ? Modality.Audio : Modality.Text),
            onWorkerLost == 0 ? OnWorkerLost.End : OnWorkerLost.Resume,
            atCap == 0 ? AtCap.End : AtCap.Renew,
            request.MaxSeconds, request.IdleSeconds) { Session = given.Session, Type = type }, ifActive == 1, given.Secrets, given.Unknown);

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
}

/// <summary>What a start asks for.</summary>
/// <param name="Secrets">The secrets of its session object, in clear.</param>
/// <param name="Unknown">The JSON paths of fields that pass through to the provider.</param>
sealed record JudgedStart(SessionOptions Options, bool Replaces, string? Secrets, IReadOnlyList<string> Unknown);
