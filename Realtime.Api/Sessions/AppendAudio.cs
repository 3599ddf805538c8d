using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Limits;
using Realtime.Api.Problems;
using Realtime.Api.Workers;

namespace Realtime.Api.Sessions;

/// <summary>Audio as JSON: base64 of PCM16 little-endian, mono, 24 kHz, raw or as a WAV file.</summary>
sealed record AudioRequest(string? Audio, int? SampleRate = null, int? Channels = null);

static class AppendAudio
{

    /// <summary>
    /// Best effort: 202 says that the audio is on its way to the owner, in order; the end's totals tell what was dropped.
    /// </summary>
    public static async Task<Accepted> Handle(
        string conversation, Guid session, HttpRequest request, ClaimsPrincipal caller, IOptions<ApiOptions> options,
        IOptions<JsonOptions> json, AudioConnections connections, LargeBodies bodies, CancellationToken ct)
    {
        using var held = bodies.New();
        var audio = request.HasJsonContentType()
            ? Decode(await ReadJson(request, options.Value, json.Value.SerializerOptions, held, ct))
            : await ReadBytes(request, options.Value, held, ct);
        await connections.SendAudio(caller.Conversation(conversation), session, PostedAudio.Samples(audio), ct);
        return TypedResults.Accepted((string?)null);
    }

    static async Task<AudioRequest> ReadJson(
        HttpRequest request, ApiOptions options, JsonSerializerOptions json, LargeBodies.Body held, CancellationToken ct)
    {
        // Base64 is a third longer than its bytes.
        var body = await ReadBytes(request, options, held, ct, allowance: options.MaximumAudioBytes / 3 + 1_024);
        held.Add(3L * body.Length); // the text, two bytes a character, and the decoded bytes
        try
        {
            return JsonSerializer.Deserialize<AudioRequest>(body.Span, json) ?? new AudioRequest(null);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The JSON cannot be read.", e);
        }
    }

    static ReadOnlyMemory<byte> Decode(AudioRequest request)
    {
        if (request.SampleRate is not (null or PostedAudio.SampleRate))
            throw new InvalidOptionsException("sampleRate", $"sampleRate must be {PostedAudio.SampleRate}.");
        if (request.Channels is not (null or 1)) throw new InvalidOptionsException("channels", "channels must be 1.");
        var bytes = new byte[(request.Audio?.Length ?? 0) * 3 / 4 + 3];
        return Convert.TryFromBase64String(request.Audio ?? "", bytes, out var length)
            ? bytes.AsMemory(0, length)
            : throw new InvalidOptionsException("audio", "audio must be base64.");
    }

    static async Task<ReadOnlyMemory<byte>> ReadBytes(HttpRequest request, ApiOptions options, LargeBodies.Body held, CancellationToken ct,
        int allowance = 0) =>
        await held.Read(request.Body, options.MaximumAudioBytes + allowance, ct)
        ?? throw new TooLargeException($"A request may have at most {options.MaximumAudioBytes} bytes of audio: send less at a time.");
}
