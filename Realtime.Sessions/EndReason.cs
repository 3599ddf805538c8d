using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>Why a session ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EndReason>))]
public enum EndReason
{
    /// <summary>A client has asked for the end.</summary>
    [JsonStringEnumMemberName("requested")] Requested,

    /// <summary>The provider has closed the connection with a Close frame.</summary>
    [JsonStringEnumMemberName("transport_closed")] TransportClosed,

    /// <summary>A failure after the start; the error says which.</summary>
    [JsonStringEnumMemberName("error")] Error,

    /// <summary>A failure before the transport was open; the error says which.</summary>
    [JsonStringEnumMemberName("start_failed")] StartFailed,

    /// <summary>A new session of the conversation has replaced it.</summary>
    [JsonStringEnumMemberName("replaced")] Replaced,

    /// <summary>Its worker has died or lost its lease.</summary>
    [JsonStringEnumMemberName("worker_lost")] WorkerLost,

    /// <summary>Its worker has stopped (SIGTERM).</summary>
    [JsonStringEnumMemberName("server_shutdown")] ServerShutdown,

    /// <summary>It has reached its longest duration.</summary>
    [JsonStringEnumMemberName("expired")] Expired,

    /// <summary>There was no input and no output for as long as the start allows.</summary>
    [JsonStringEnumMemberName("idle")] Idle,

    /// <summary>The live socket that drove it was lost, and its client did not reconnect in time.</summary>
    [JsonStringEnumMemberName("client_gone")] ClientGone,

    /// <summary>Its tenant or its key has used up a budget; the error says which.</summary>
    [JsonStringEnumMemberName("budget_exhausted")] BudgetExhausted,
}

public static class EndReasonWords
{
    /// <summary>The reason as the log and the API name it.</summary>
    public static string Word(this EndReason reason) => StoredNames.Of(reason);
}
