using Realtime.Sessions;
using Realtime.Sessions.Provider;

namespace Realtime.Api.Sessions;

/// <summary>The short fields of a start together with its session object.</summary>
/// <param name="ModelField">The field that named the model.</param>
/// <param name="Unknown">The JSON paths of fields that pass through to the provider.</param>
sealed record StartOptions(string? Model, string ModelField, string? Voice, string? Instructions, Modality? Modality, SessionObject? Session,
    string? Secrets, IReadOnlyList<string> Unknown)
{
    /// <param name="longestText">The most characters of one text.</param>
    /// <param name="wrong">Takes refusals, by field.</param>
    public static StartOptions Of(StartRequest request, int longestText, Dictionary<string, string[]> wrong)
    {
        var found = new Findings(longestText);
        var given = request.Session is { } session ? GivenSession.Examine(session, found) : null;
        foreach (var (path, error) in found.Errors) wrong[path] = error;
        Agree(request, given, wrong);
        return new StartOptions(
            given?.Model ?? request.Model, given?.Model is null ? "model" : "session.model", given?.Voice ?? request.Voice,
            given?.Instructions ?? request.Instructions, given?.Modality, given?.Rest, given?.Secrets, found.Unknown);
    }

    static void Agree(StartRequest request, GivenSession? given, Dictionary<string, string[]> wrong)
    {
        if (given is null) return;
        var hasOtherVoice = request.Voice is not null && given.Voice is null && given.Rest?.Names("audio", "output", "voice") is true;
        Check("model", request.Model, "session.model", given.Model);
        Check("voice", request.Voice, "session.audio.output.voice", hasOtherVoice ? "" : given.Voice);
        Check("instructions", request.Instructions, "session.instructions", given.Instructions);
        Check("modality", request.Modality, "session.output_modalities", given.Modality switch
        {
            null => null,
            Realtime.Sessions.Modality.Text => "text",
            _ => "audio",
        });
        if (given.Rest?.IsTranscription is not true) return;
        foreach (var (field, value) in new[] { ("model", request.Model), ("voice", request.Voice), ("instructions", request.Instructions),
            ("modality", request.Modality) })
        {
            if (value is not null) wrong[field] = [$"{field} contradicts session.type: a transcription session gives no answers."];
        }

        void Check(string field, string? value, string path, string? inSession)
        {
            if (value is not null && inSession is not null && value != inSession)
                wrong[field] = [$"{field} contradicts {path}: give one of them."];
        }
    }
}
