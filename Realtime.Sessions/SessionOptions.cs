using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>What a start asked for, defaults filled in. MaxSeconds and IdleSeconds bound the session's life; null leaves it to the worker's settings.</summary>
public sealed record SessionOptions(
    string Model,
    string? Voice = null,
    string? Instructions = null,
    Modality Modality = Modality.Audio,
    OnWorkerLost OnWorkerLost = OnWorkerLost.End,
    AtCap AtCap = AtCap.End,
    int? MaxSeconds = null,
    int? IdleSeconds = null,
    SessionDriver Driver = SessionDriver.Managed);

/// <summary>What the model answers with.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Modality>))]
public enum Modality
{
    [JsonStringEnumMemberName("audio")] Audio,
    [JsonStringEnumMemberName("text")] Text,
}

/// <summary>What becomes of the session when its worker is lost.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OnWorkerLost>))]
public enum OnWorkerLost
{
    [JsonStringEnumMemberName("end")] End,
    [JsonStringEnumMemberName("resume")] Resume,
}

/// <summary>What becomes of the session at its longest allowed life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AtCap>))]
public enum AtCap
{
    [JsonStringEnumMemberName("end")] End,
    [JsonStringEnumMemberName("renew")] Renew,
}

/// <summary>Who steers the model: the worker on behalf of HTTP clients, or a live socket that speaks the model's protocol itself.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionDriver>))]
public enum SessionDriver
{
    [JsonStringEnumMemberName("managed")] Managed,
    [JsonStringEnumMemberName("live")] Live,
}
