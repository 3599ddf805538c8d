using System.Net;
using System.Text.Json;

namespace Realtime.Testing.Client;

/// <summary>A client of one session.</summary>
public sealed class SessionClient(ApiClient api, ConversationClient conversation, Guid id)
{
    public Guid Id => id;
    public ConversationClient Conversation => conversation;
    string Path => $"{conversation.Path}/sessions/{id}";

    public Task<Answer> TryText(string text, string? inputId = null, string? idempotencyKey = null) =>
        api.Post($"{Path}/text", new { text, inputId }, idempotencyKey);

    public async Task Text(string text) => (await TryText(text)).MustBe(HttpStatusCode.Accepted);

    public Task<Answer> TryAnswer(string call, string output) => api.Post($"{Path}/handoffs/{call}", new { output });

    /// <summary>Posts a command, such as "responses" or "items".</summary>
    public Task<Answer> Command(string path, object? body = null) => api.Post($"{Path}/{path}", body);

    public Task<Answer> Delete(string path) => api.Delete($"{Path}/{path}");

    public Task<Answer> TryAudio(ReadOnlyMemory<byte> pcm) => api.PostAudio($"{Path}/audio", pcm);

    public Task<Answer> TryAudioAsJson(object body) => api.Post($"{Path}/audio", body);

    /// <summary>Sends audio in pieces of 100 ms, as a microphone would.</summary>
    public async Task Speak(ReadOnlyMemory<byte> pcm)
    {
        for (var at = 0; at < pcm.Length; at += Speech.BytesPer100Milliseconds)
            (await TryAudio(pcm.Slice(at, Math.Min(Speech.BytesPer100Milliseconds, pcm.Length - at)))).MustBe(HttpStatusCode.Accepted);
    }

    public Task<Answer> TryEnd() => api.Post($"{Path}/end");

    public async Task<JsonElement> State() => (await api.Get(Path)).MustBe(HttpStatusCode.OK).Json;

    /// <summary>Waits until session_started is in the log.</summary>
    public async Task<SessionClient> Started()
    {
        await using var follower = conversation.Follow();
        await follower.Until("session_started", id);
        return this;
    }

    /// <summary>Waits for the end; returns the session's own events, in order.</summary>
    public async Task<IReadOnlyList<Event>> Ended() => [.. (await conversation.UntilEnded(id)).Where(e => e.SessionId == id)];
}
