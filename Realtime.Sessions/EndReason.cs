using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>Why a session ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EndReason>))]
public enum EndReason
{
    /// <summary>A client asked for it.</summary>
    [JsonStringEnumMemberName("requested")] Requested,

    /// <summary>Upstream closed its side properly.</summary>
    [JsonStringEnumMemberName("transport_closed")] TransportClosed,

    /// <summary>Something broke after the start; the error says what.</summary>
    [JsonStringEnumMemberName("error")] Error,

    /// <summary>Something broke before the transport was up; the error says what.</summary>
    [JsonStringEnumMemberName("start_failed")] StartFailed,

    /// <summary>A newer session of the conversation took its place.</summary>
    [JsonStringEnumMemberName("replaced")] Replaced,

    /// <summary>Its worker died or lost its lease.</summary>
    [JsonStringEnumMemberName("worker_lost")] WorkerLost,

    /// <summary>Its worker was stopped in order.</summary>
    [JsonStringEnumMemberName("server_shutdown")] ServerShutdown,

    /// <summary>It reached its longest allowed life.</summary>
    [JsonStringEnumMemberName("expired")] Expired,

    /// <summary>Nothing happened for as long as the start allowed.</summary>
    [JsonStringEnumMemberName("idle")] Idle,

    /// <summary>The live socket that drove it was lost and did not come back in time.</summary>
    [JsonStringEnumMemberName("client_gone")] ClientGone,
}
