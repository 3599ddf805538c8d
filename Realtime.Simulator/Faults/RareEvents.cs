using System.Text.Json;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Faults;

/// <summary>Events that nothing in an ordinary conversation with the simulator causes.</summary>
internal static class RareEvents
{
    private const string Item = "item_rare";
    private const string Transcription = "conversation.item.input_audio_transcription";
    private const double SecondsPerSegment = 1.5;

    public static Task NotTranscribedAsync(Connection on, Fault fault) => SendAsync(on, $"{Transcription}.failed", json =>
    {
        json.WriteString("item_id", Item);
        json.WriteNumber("content_index", 0);
        json.WriteStartObject("error");
        json.WriteString("type", "transcription_error");
        json.WriteString("code", "audio_unintelligible");
        json.WriteString("message", "The audio could not be transcribed.");
        json.WriteEndObject();
    });

    public static async Task SegmentsAsync(Connection on, Fault fault)
    {
        for (var number = 0; number < (fault.Count ?? 2); number++)
            await SegmentAsync(on, number);
    }

    private static Task SegmentAsync(Connection on, int number) => SendAsync(on, $"{Transcription}.segment", json =>
    {
        json.WriteString("item_id", Item);
        json.WriteNumber("content_index", 0);
        json.WriteString("id", $"segment_{number}");
        json.WriteString("text", $"Sentence {number}.");
        json.WriteString("speaker", number % 2 == 0 ? "A" : "B");
        json.WriteNumber("start", number * SecondsPerSegment);
        json.WriteNumber("end", (number + 1) * SecondsPerSegment);
    });

    public static Task TimeoutAsync(Connection on, Fault fault) => SendAsync(on, "input_audio_buffer.timeout_triggered", json =>
    {
        json.WriteNumber("audio_start_ms", 1_000);
        json.WriteNumber("audio_end_ms", 6_000);
        json.WriteString("item_id", Item);
    });

    /// <summary>The only event of the protocol without an event_id.</summary>
    public static async Task DtmfAsync(Connection on, Fault fault)
    {
        foreach (var key in fault.Reason ?? "1")
            await FaultActions.Text($$"""{"type":"input_audio_buffer.dtmf_event_received","event":"{{key}}","received_at":1790000000}""")(on, fault);
    }

    public static Task RateLimitsAsync(Connection on, Fault fault) => SendAsync(on, "rate_limits.updated", json =>
    {
        json.WriteStartArray("rate_limits");
        json.WriteStartObject();
        json.WriteString("name", "tokens");
        json.WriteNumber("limit", 1_000_000);
        json.WriteNumber("remaining", fault.Count ?? 10);
        json.WriteNumber("reset_seconds", 30.5);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static async Task SendAsync(Connection on, string type, Action<Utf8JsonWriter> write)
    {
        using var turn = await on.Outbox.TakeTurnAsync();
        await on.Outbox.SendAsync(type, write, static (json, write) => write(json));
    }
}
