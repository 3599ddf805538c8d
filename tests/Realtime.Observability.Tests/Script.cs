namespace Realtime.Observability.Tests;

/// <summary>Messages that a model of the name "script" sends.</summary>
static class Script
{
    public const string SpeechStopped = """{"type":"input_audio_buffer.speech_stopped","audio_end_ms":900,"item_id":"u1"}""";

    /// <summary>A tenth of a second.</summary>
    public static string Audio { get; } =
        $$"""
        {"type":"response.output_audio.delta","response_id":"r2","item_id":"a1","content_index":0,
        "delta":"{{Convert.ToBase64String(new byte[4_800])}}"}
        """;

    public static string Began(string response) => $$$"""{"type":"response.created","response":{"id":"{{{response}}}"}}""";

    public static string Call(string call, string name) =>
        $$$"""
        {"type":"response.output_item.done","response_id":"r1",
        "item":{"type":"function_call","status":"completed","call_id":"{{{call}}}","name":"{{{name}}}","arguments":"{}"}}
        """;

    public static string Said(string words) =>
        $$"""{"type":"response.output_audio_transcript.done","response_id":"r2","item_id":"a1","content_index":0,"transcript":"{{words}}"}""";

    public static string Over(string response) =>
        $$$"""
        {"type":"response.done","response":{"id":"{{{response}}}","status":"completed","output":[],
        "usage":{"total_tokens":46,"input_tokens":12,"output_tokens":34} } }
        """;
}
