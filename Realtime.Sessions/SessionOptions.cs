using System.Text.Json.Serialization;
using Realtime.Sessions.Provider;

namespace Realtime.Sessions;

/// <summary>The options of a start, with defaults filled in.</summary>
/// <param name="Model">The model that the worker asks for.</param>
/// <param name="Voice">The voice; null for the model's own.</param>
/// <param name="Instructions">What the model is told about its part; null for nothing.</param>
/// <param name="Modality">The form of the model's answers.</param>
/// <param name="OnWorkerLost">What happens to the session when its worker is lost.</param>
/// <param name="AtCap">What happens to the session when its transport reaches the provider's limit.</param>
/// <param name="MaxSeconds">The longest duration of the session; null leaves it to the worker's settings.</param>
/// <param name="IdleSeconds">The longest time without input and output; null leaves it to the worker's settings.</param>
/// <param name="Driver">Who drives the model.</param>
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

/// <summary>Whether the model converses or only writes down what it hears.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionType>))]
public enum SessionType
{
    /// <summary>The model converses.</summary>
    [JsonStringEnumMemberName("realtime")] Realtime,

    /// <summary>The model of the session transcribes the user's audio, and never answers.</summary>
    [JsonStringEnumMemberName("transcription")] Transcription,
}

/// <summary>The form of the model's answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Modality>))]
public enum Modality
{
    /// <summary>The model speaks; its words are in transcripts.</summary>
    [JsonStringEnumMemberName("audio")] Audio,

    /// <summary>The model writes.</summary>
    [JsonStringEnumMemberName("text")] Text,
}

/// <summary>What happens to the session when its worker is lost.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OnWorkerLost>))]
public enum OnWorkerLost
{
    /// <summary>The session ends.</summary>
    [JsonStringEnumMemberName("end")] End,

    /// <summary>Another worker goes on with it.</summary>
    [JsonStringEnumMemberName("resume")] Resume,
}

/// <summary>What happens to the session when its transport reaches the provider's limit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AtCap>))]
public enum AtCap
{
    /// <summary>The session ends.</summary>
    [JsonStringEnumMemberName("end")] End,

    /// <summary>The session goes on with a new transport.</summary>
    [JsonStringEnumMemberName("renew")] Renew,
}

/// <summary>Who drives the model: the worker, for HTTP clients, or a live socket that speaks the model's protocol itself.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionDriver>))]
public enum SessionDriver
{
    /// <summary>The worker, for HTTP clients.</summary>
    [JsonStringEnumMemberName("managed")] Managed,

    /// <summary>A live socket that speaks the model's protocol itself.</summary>
    [JsonStringEnumMemberName("live")] Live,
}
