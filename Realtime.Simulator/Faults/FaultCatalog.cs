using System.Collections.Frozen;
using System.Net.WebSockets;
using Realtime.Simulator.Protocol;

namespace Realtime.Simulator.Faults;

/// <summary>All faults. <c>GET /faults</c> shows this list; docs/simulator.md explains its use.</summary>
internal static class FaultCatalog
{
    public static readonly FrozenDictionary<string, FaultKind> All = new FaultKind[]
    {
        FaultKind.Handshake("refuse", "answers the handshake with HTTP status `code` (500)", FaultKind.GivenStatus),
        FaultKind.Handshake("refuse-401", "answers the handshake with 401: the API key is wrong", 401),
        FaultKind.Handshake("refuse-403", "answers the handshake with 403: the key may not use the model", 403),
        FaultKind.Handshake("refuse-404", "answers the handshake with 404: no such model", 404),
        FaultKind.Handshake("refuse-429", "answers the handshake with 429: too many requests", 429),
        FaultKind.Handshake("refuse-500", "answers the handshake with 500", 500),
        FaultKind.Handshake("no-handshake", "never answers the handshake, unless asked to"),
        FaultKind.Handshake("slow-handshake", "answers the handshake after `delay` milliseconds, or when asked to"),

        new("close", "closes cleanly with `code` (1000) and `reason`", (on, fault) => on.CloseAsync(fault.Code ?? 1000, fault.Reason)),
        new("close-at-once", "accepts, then closes cleanly before it sends anything",
            (on, fault) => on.CloseAsync(fault.Code ?? 1000, fault.Reason)) { IsAtOnce = true },
        new("drop", "ends the TCP connection in order (FIN), without a Close frame", (on, _) => Do(on.Wire.HangUp)),
        new("cut", "sends half a frame, then ends the TCP connection", FaultActions.CutAsync),
        new("reset", "resets the TCP connection (RST)", (on, _) => Do(on.Wire.Reset)),
        new("reset-at-once", "accepts, then resets the TCP connection before it sends anything",
            FaultActions.ResetAtOnceAsync) { IsAtOnce = true },
        new("reset-on-write", "resets the TCP connection when the next message of the client arrives",
            (on, _) => Do(() => on.ResetsOnNextMessage = true)),
        new("no-close", "never answers the client's Close frame", (on, _) => Do(() => on.NeverAnswersClose = true)),

        new("mute", "still reads, but writes nothing more: no event, no pong, no Close frame; aborts after `delay` ms (2 minutes)",
            (on, _) => Do(on.Wire.StopWriting)),
        new("deaf", "still writes, but reads nothing more, so that the client's writes block in the end; aborts after `delay` too",
            (on, _) => Do(on.Wire.StopReading)),
        new("stall", "neither reads nor writes any more while the connection stays open (half-open); aborts after `delay` too",
            FaultActions.StallAsync),

        new("server-error", "error event, after which the session goes on: type server_error",
            FaultActions.Error("server_error", null, "The server had an error while processing your request.")),
        new("authentication", "error event, fatal: type authentication_error, code invalid_api_key",
            FaultActions.Error("authentication_error", "invalid_api_key", "The API key is not valid any more.")),
        new("insufficient-quota", "error event, fatal: type and code insufficient_quota",
            FaultActions.Error("insufficient_quota", "insufficient_quota", "The quota is used up.")),
        new("session-expired", "error event, fatal: type invalid_request_error, code session_expired",
            FaultActions.Error("invalid_request_error", "session_expired", "The session reached its longest duration.")),
        new("bare-error", "error event, after which the session goes on: neither type nor code", FaultActions.Error(null, null, "Something failed.")),
        new("invalid-request", "error event, recoverable: type invalid_request_error, code invalid_value",
            FaultActions.Error("invalid_request_error", "invalid_value", "The event was not accepted.")),
        new("refuse-update",
            "refuses the client's next session.update for the field `reason` (session): type invalid_request_error, recoverable",
            (on, fault) => Do(() => on.RefusesNextUpdate = fault.Reason ?? "session")) { IsAtOnce = true },
        new("unknown-error", "error event of an unknown kind: type mystery_error, code mystery",
            FaultActions.Error("mystery_error", "mystery", "Something unheard of happened.")),
        new("unknown-error-close", "the same, then a clean close with `code` and `reason`", FaultActions.UnknownErrorThenCloseAsync),
        new("error-then-more", "insufficient_quota and `count` (5) more events, all in one packet", FaultActions.ErrorThenMoreAsync),

        new("malformed", "a message that is not JSON", FaultActions.Text("{\"type\":\"response.done\",")),
        new("no-type", "a JSON object without a type", FaultActions.Text("""{"event_id":"event_untyped","item":{"id":"item_untyped"}}""")),
        new("unknown-type", "an event of an unknown type",
            FaultActions.Text("""{"type":"mystery.happened","event_id":"event_mystery","detail":1}""")),
        new("missing-field", "an item event without its item",
            FaultActions.Text("""{"type":"conversation.item.added","event_id":"event_itemless"}""")),
        new("unstorable", "an item event whose text contains the character zero and half a surrogate pair", FaultActions.Text(
            """
            {"type":"conversation.item.added","event_id":"event_unstorable","item":{
            "id":"item_unstorable","type":"message","role":"assistant",
            "content":[{"type":"output_text","text":"zero \u0000, half \ud83d, whole \ud83d\ude00"}]}}
            """)),
        new("overflow", "an item event with a number that is too large for PostgreSQL", FaultActions.Text(
            """
            {"type":"conversation.item.added","event_id":"event_overflow","item":{
            "id":"item_overflow","type":"message","role":"assistant",
            "content":[{"type":"output_text","text":"a number","number":1e200000}]}}
            """)),
        new("not-object", "JSON, but not an object", FaultActions.Text("[1,2,3]")),
        new("binary", "a binary message", (on, _) => FaultActions.SendAsync(on, new byte[] { 1, 2, 3, 4 }, WebSocketMessageType.Binary)),
        new("binary-json", "an ordinary event in a binary message", (on, _) => FaultActions.SendAsync(on,
            """
            {"type":"conversation.item.added","event_id":"event_binary",
            "item":{"id":"item_binary","type":"message","role":"assistant","content":[]}}
            """u8.ToArray(), WebSocketMessageType.Binary)),
        new("fragmented", "an ordinary event in three frames", FaultActions.FragmentedAsync),
        new("oversize", "one message of `size` bytes (17 MiB)", FaultActions.OversizeAsync),
        new("flood", "`count` (50) events", (on, fault) => FaultActions.FloodAsync(on, fault.Count ?? 50)),
        new("flood-close", "`count` (10) events, then a clean close", FaultActions.FloodThenCloseAsync),
        new("speak-first", "`count` (3) events before session.created",
            (on, fault) => FaultActions.FloodAsync(on, fault.Count ?? 3)) { IsAtOnce = true },

        new("fail-response", "the next response ends failed, with the error code `reason` (server_error)",
            (on, fault) => Do(() => on.Outbox.NextEnd = ResponseEnd.Failed(fault.Reason ?? "server_error"))) { IsAtOnce = true },
        new("cut-response", "the next response ends incomplete, because of `reason` (max_output_tokens)",
            (on, fault) => Do(() => on.Outbox.NextEnd = ResponseEnd.Incomplete(fault.Reason ?? "max_output_tokens"))) { IsAtOnce = true },
        new("not-transcribed", "input_audio_transcription.failed", RareEvents.NotTranscribedAsync),
        new("segments", "`count` (2) segments of a transcript, with the speakers A and B by turns", RareEvents.SegmentsAsync),
        new("timeout", "input_audio_buffer.timeout_triggered", RareEvents.TimeoutAsync),
        new("dtmf", "a telephone's keys, one event for each character of `reason` (1)", RareEvents.DtmfAsync),
        new("rate-limits", "rate_limits.updated, in which `count` (10) tokens remain", RareEvents.RateLimitsAsync),

        new("wait", "waits `delay` milliseconds (300); goes between two others, as in unknown-error,wait,close",
            (on, fault) => Task.Delay(fault.Delay ?? Fault.DefaultDelay, on.Wire.Closed)),
    }.ToFrozenDictionary(kind => kind.Name);

    public static void MapFaults(this WebApplication app) =>
        app.MapGet("/faults",
            () => All.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal).Select(kind => new { kind.Name, kind.Does }));

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
