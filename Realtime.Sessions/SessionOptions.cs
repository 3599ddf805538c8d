using System.Text.Json.Serialization;
using Realtime.Sessions.Provider;

namespace Realtime.Sessions;

/// <summary>
/// The options of a start, with defaults filled in. MaxSeconds and IdleSeconds limit the duration and the idle time; null leaves them to
/// the worker's settings.
/// </summary>
public sealed record SessionOptions(
    string Model,
    string? Voice = null,
    string? Instructions = null,
    Modality Modality = Modality.Audio,
    OnWorkerLost OnWorkerLost = OnWorkerLost.End,
    AtCap AtCap = AtCap.End,
    int? MaxSeconds = null,
    int? IdleSeconds = null,
    SessionDriver Driver = SessionDriver.Managed)
{
    /// <summary>Whether the model converses or only writes down what it hears.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SessionType Type { get; init; }

    /// <summary>What the provider's session object says beyond the other options, without its secrets; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SessionObject? Session { get; init; }

    /// <summary>The secrets of the session object, encrypted; null if it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EncryptedSecrets { get; init; }

    /// <summary>The hash of the end user, for the provider; null if the start names none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SafetyIdentifier { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<SessionType>))]
public enum SessionType
{
    [JsonStringEnumMemberName("realtime")] Realtime,

    /// <summary>The model of the session transcribes the user's audio, and never answers.</summary>
    [JsonStringEnumMemberName("transcription")] Transcription,
}

/// <summary>The form of the model's answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Modality>))]
public enum Modality
{
    [JsonStringEnumMemberName("audio")] Audio,
    [JsonStringEnumMemberName("text")] Text,
}

/// <summary>What happens to the session when its worker is lost.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OnWorkerLost>))]
public enum OnWorkerLost
{
    [JsonStringEnumMemberName("end")] End,
    [JsonStringEnumMemberName("resume")] Resume,
}

/// <summary>What happens to the session when its transport reaches the provider's limit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AtCap>))]
public enum AtCap
{
    [JsonStringEnumMemberName("end")] End,
    [JsonStringEnumMemberName("renew")] Renew,
}

/// <summary>Who drives the model: the worker, for HTTP clients, or a live socket that speaks the model's protocol itself.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionDriver>))]
public enum SessionDriver
{
    [JsonStringEnumMemberName("managed")] Managed,
    [JsonStringEnumMemberName("live")] Live,
}
