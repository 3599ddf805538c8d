using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Writes the messages to the provider, UTF-8. Each has an event id, which an error names.</summary>
sealed class UpstreamWriter(MessageIds ids)
{
    public ReadOnlyMemory<byte> SessionUpdate(SessionOptions options, string transcriptionModel) =>
        options.Type is SessionType.Transcription ? TranscriptionUpdate(options) : ConversationUpdate(options, transcriptionModel);

    /// <summary>A transcription session has no output; its model is that of the transcription.</summary>
    ReadOnlyMemory<byte> TranscriptionUpdate(SessionOptions options) => Write("session.update", ids.Configuration, json =>
    {
        json.WriteStartObject("session");
        json.WriteString("type", "transcription");
        json.WriteStartObject("audio");
        json.WriteStartObject("input");
        if (options.Driver is SessionDriver.Managed) WriteFormat(json);
        json.WriteStartObject("transcription");
        json.WriteString("model", options.Model);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    ReadOnlyMemory<byte> ConversationUpdate(SessionOptions options, string transcriptionModel) =>
        Write("session.update", ids.Configuration, json =>
    {
        json.WriteStartObject("session");
        json.WriteString("type", "realtime");
        if (options.Driver is SessionDriver.Managed) WriteModalities(json, options);
        if (options.Instructions is { } instructions) json.WriteString("instructions", instructions);
        if (options.Driver is SessionDriver.Managed) WriteAudio(json, options, transcriptionModel);
        else if (options.Voice is not null) WriteVoice(json, options.Voice);
        json.WriteEndObject();
    });

    static void WriteModalities(Utf8JsonWriter json, SessionOptions options)
    {
        json.WriteStartArray("output_modalities");
        json.WriteStringValue(options.Modality is Modality.Audio ? "audio" : "text");
        json.WriteEndArray();
    }

    static void WriteAudio(Utf8JsonWriter json, SessionOptions options, string transcriptionModel)
    {
        json.WriteStartObject("audio");
        json.WriteStartObject("input");
        WriteFormat(json);
        json.WriteStartObject("transcription");
        json.WriteString("model", transcriptionModel);
        json.WriteEndObject();
        json.WriteStartObject("turn_detection");
        json.WriteString("type", "server_vad");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("output");
        WriteFormat(json);
        if (options.Voice is { } voice) json.WriteString("voice", voice);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteVoice(Utf8JsonWriter json, string voice)
    {
        json.WriteStartObject("audio");
        json.WriteStartObject("output");
        json.WriteString("voice", voice);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public ReadOnlyMemory<byte> TextItem(string role, string text, string? id = null) =>
        Message(role, [json => WriteText(json, role, text)], id);

    /// <param name="parts">Each writes one part of the content.</param>
    public ReadOnlyMemory<byte> Message(string role, IReadOnlyList<Action<Utf8JsonWriter>> parts, string? id) =>
        Write("conversation.item.create", ids.Other, json =>
    {
        json.WriteStartObject("item");
        if (id is not null) json.WriteString("id", id);
        json.WriteString("type", "message");
        json.WriteString("role", role);
        json.WriteStartArray("content");
        foreach (var part in parts) part(json);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static void WriteText(Utf8JsonWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", role is "assistant" ? "output_text" : "input_text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    public ReadOnlyMemory<byte> ToolCall(string callId, string name, string arguments, string id) =>
        Write("conversation.item.create", ids.Other, json =>
    {
        json.WriteStartObject("item");
        json.WriteString("id", id);
        json.WriteString("type", "function_call");
        json.WriteString("call_id", callId);
        json.WriteString("name", name);
        json.WriteString("arguments", arguments);
        json.WriteEndObject();
    });

    public ReadOnlyMemory<byte> CallAnswer(string callId, string output, string? id = null) =>
        Write("conversation.item.create", ids.Other, json =>
    {
        json.WriteStartObject("item");
        if (id is not null) json.WriteString("id", id);
        json.WriteString("type", "function_call_output");
        json.WriteString("call_id", callId);
        json.WriteString("output", output);
        json.WriteEndObject();
    });

    /// <summary>
    /// Asks for an item that does not exist: the error follows the answers to everything written before, and nothing changes.
    /// </summary>
    public ReadOnlyMemory<byte> Settle() =>
        Write("conversation.item.retrieve", ids.Settle, json => json.WriteString("item_id", "realtime_settle"));

    public ReadOnlyMemory<byte> ResponseCreate() => Write("response.create", ids.Response, _ => { });

    public ReadOnlyMemory<byte> ResponseCancel() => Write("response.cancel", ids.Other, _ => { });

    public ReadOnlyMemory<byte> Truncate(string itemId, int contentIndex, long audioEndMilliseconds) =>
        Write("conversation.item.truncate", ids.Other, json =>
    {
        json.WriteString("item_id", itemId);
        json.WriteNumber("content_index", contentIndex);
        json.WriteNumber("audio_end_ms", audioEndMilliseconds);
    });

    /// <summary>Input audio: encoded once, straight into the message.</summary>
    public static ReadOnlyMemory<byte> Audio(ReadOnlySpan<byte> pcm)
    {
        ReadOnlySpan<byte> head = "{\"type\":\"input_audio_buffer.append\",\"audio\":\""u8, tail = "\"}"u8;
        var message = new byte[head.Length + Base64.GetMaxEncodedToUtf8Length(pcm.Length) + tail.Length];
        head.CopyTo(message);
        Base64.EncodeToUtf8(pcm, message.AsSpan(head.Length), out _, out var written);
        tail.CopyTo(message.AsSpan(head.Length + written));
        return message;
    }

    static void WriteFormat(Utf8JsonWriter json)
    {
        json.WriteStartObject("format");
        json.WriteString("type", "audio/pcm");
        json.WriteNumber("rate", 24_000);
        json.WriteEndObject();
    }

    public static ReadOnlyMemory<byte> Write(string type, string eventId, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("event_id", eventId);
            rest(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
