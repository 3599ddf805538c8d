using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Realtime.Sessions.Provider;

/// <summary>The parts of a session object that was examined and found good.</summary>
/// <param name="Voice">The name of the voice; null for none, and for a custom voice with an id.</param>
/// <param name="Rest">All other parts; null if there are none.</param>
/// <param name="Secrets">JSON of the secrets that were in it; null if there are none.</param>
public sealed record GivenSession(string? Model, string? Voice, string? Instructions, Modality? Modality, SessionObject? Rest,
    string? Secrets)
{
    /// <summary>The most bytes of a session object, so that its event stays within the bound of events.</summary>
    public const int MostBytes = 192 * 1024;

    const string Path = "session";

    /// <summary>Examines a session object. The findings say what is wrong with it; if anything is, the result is null.</summary>
    public static GivenSession? Examine(JsonElement given, Findings found)
    {
        WellFormed.Check(given, Path, found);
        if (found.Errors.Count == 0) SessionRules.Rule(given, Path, found);
        if (JsonMarshal.GetRawUtf8Value(given).Length > MostBytes)
            found.Refuse(Path, $"may have at most {MostBytes} bytes of JSON.");
        return found.Errors.Count > 0 ? null : Of(given);
    }

    static GivenSession Of(JsonElement given)
    {
        var rest = JsonObject.Create(given)!;
        rest.Remove("model");
        rest.Remove("instructions");
        var secrets = ToolSecrets.Take(rest["tools"] as JsonArray);
        var isBare = rest.Count == 1 && given.TextOf("type") is SessionObject.Realtime;
        return new GivenSession(given.TextOf("model"), given.Part("audio", "output")?.TextOf("voice"), given.TextOf("instructions"),
            given.Part("output_modalities") is { } modalities && modalities.GetArrayLength() == 1
                ? modalities[0].ValueEquals("text") ? Sessions.Modality.Text : Sessions.Modality.Audio
                : null,
            isBare ? null : new SessionObject(rest.Deserialize<JsonElement>()), secrets);
    }
}
