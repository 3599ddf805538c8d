using System.Net;
using System.Text.Json;

namespace Realtime.Testing.Client;

/// <summary>A client of one conversation.</summary>
public sealed class ConversationClient(ApiClient api, string id)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Id => id;
    public string Path => $"/conversations/{id}";

    /// <summary>The same conversation at another API of the stack.</summary>
    public ConversationClient At(ApiClient other) => new(other, id);

    public Task<Answer> TryStart(object? options = null, string? idempotencyKey = null) =>
        api.Post($"{Path}/sessions", options ?? new { }, idempotencyKey);

    public async Task<SessionClient> Start(object? options = null)
    {
        var started = (await TryStart(options)).MustBe(HttpStatusCode.Accepted);
        return Session(started.Json.GetProperty("sessionId").GetGuid());
    }

    /// <summary>Starts a session whose model name makes the simulator fail in this way.</summary>
    public Task<SessionClient> StartWithFault(string fault) => Start(new { model = "sim-fault-" + fault });

    public SessionClient Session(Guid sessionId) => new(api, this, sessionId);

    public async Task<JsonElement> State() => (await api.Get(Path)).MustBe(HttpStatusCode.OK).Json;

    /// <summary>All events so far, read page by page.</summary>
    public async Task<IReadOnlyList<Event>> Events(int limit = 1000)
    {
        var all = new List<Event>();
        while (true)
        {
            var page = (await api.Get($"{Path}/events?after={(all.Count == 0 ? 0 : all[^1].Version)}&limit={limit}"))
                .MustBe(HttpStatusCode.OK).Json;
            var events = page.GetProperty("events").Deserialize<List<Event>>(Json)!;
            all.AddRange(events);
            if (!page.GetProperty("more").GetBoolean()) return all;
        }
    }

    /// <summary>Follows the conversation from the event after this version on.</summary>
    public Follower Follow(long after = 0) => new(api, this, after);

    /// <summary>Follows the conversation up to the end of this session; returns all events of the conversation up to there.</summary>
    public async Task<IReadOnlyList<Event>> UntilEnded(Guid session)
    {
        await using var follower = Follow();
        await follower.Until("session_ended", session);
        return follower.Seen;
    }
}
