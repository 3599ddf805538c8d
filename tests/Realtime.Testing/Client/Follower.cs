using System.Text.Json;
using Realtime.Testing.Contract;

namespace Realtime.Testing.Client;

/// <summary>
/// Reads a conversation over Server-Sent Events as a browser's EventSource does: it reconnects with Last-Event-ID when disconnected.
/// It fails when the versions have a gap.
/// </summary>
public sealed class Follower : IAsyncDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    readonly CancellationTokenSource stop = new();
    readonly Arrivals<Event> events = new(seen => string.Join(", ", seen));
    readonly Task reading;
    long last;
    string? id, name;

    public Follower(ApiClient api, ConversationClient conversation, long after, bool resumes = false)
    {
        last = after;
        reading = Read(api, conversation, fresh: !resumes, stop.Token);
    }

    /// <summary>The events that <see cref="Until(Func{Event, bool}, string)"/> has read so far.</summary>
    public IReadOnlyList<Event> Seen => events.Seen;

    /// <summary>How often it has reconnected.</summary>
    public int Reconnects { get; private set; }

    public Task<Event> Until(string type, Guid? session = null) =>
        Until(e => e.Type == type && (session is null || e.SessionId == session), type);

    /// <summary>Reads up to and including the first event that matches.</summary>
    public Task<Event> Until(Func<Event, bool> isIt, string what) => events.Until(isIt, what);

    async Task Read(ApiClient api, ConversationClient conversation, bool fresh, CancellationToken ct)
    {
        try
        {
            for (; ; fresh = false, Reconnects++)
            {
                try
                {
                    using var response = await api.Open(
                        $"{conversation.Path}/events?wait=true{(fresh ? $"&after={last}" : "")}", fresh ? null : last, ct);
                    response.EnsureSuccessStatusCode();
                    using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
                    while (await lines.ReadLineAsync(ct) is { } line && line != "event: error") Take(line);
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    await Task.Delay(100, ct);
                }
            }
        }
        catch (OperationCanceledException)
        {
            events.Complete();
        }
        catch (Exception e)
        {
            events.Complete(e);
        }
    }

    void Take(string line)
    {
        if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line["id: ".Length..];
        if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
        if (!line.StartsWith("data: ", StringComparison.Ordinal)) return;
        var data = JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..]);
        StreamContract.CheckEvent(id, name, data);
        var e = data.Deserialize<Event>(Json)!;
        Assert.Equal(last + 1, e.Version);
        last = e.Version;
        events.Add(e);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading;
        stop.Dispose();
    }
}
