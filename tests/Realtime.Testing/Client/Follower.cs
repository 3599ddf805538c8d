using System.Globalization;
using System.Text.Json;
using Realtime.Testing.Contract;

namespace Realtime.Testing.Client;

/// <summary>
/// Reads a conversation with the client package, which comes back after each loss of its connection. It waits for a conversation that has
/// not begun, and fails when the versions have a gap or an event is not as the API describes.
/// </summary>
public sealed class Follower : IAsyncDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    readonly CancellationTokenSource stop = new();
    readonly Arrivals<Event> events = new(seen => string.Join(", ", seen));
    readonly Task reading;

    public Follower(ApiClient api, ConversationClient conversation, long after) => reading = Read(api, conversation, after, stop.Token);

    /// <summary>The events that <see cref="Until(Func{Event, bool}, string)"/> has read so far.</summary>
    public IReadOnlyList<Event> Seen => events.Seen;

    public Task<Event> Until(string type, Guid? session = null) =>
        Until(e => e.Type == type && (session is null || e.SessionId == session), type);

    /// <summary>Reads up to and including the first event that matches.</summary>
    public Task<Event> Until(Func<Event, bool> isIt, string what) => events.Until(isIt, what);

    async Task Read(ApiClient api, ConversationClient conversation, long last, CancellationToken ct)
    {
        try
        {
            await foreach (var e in api.Package.FollowAsync(conversation.Id, last, wait: true, ct))
            {
                StreamContract.CheckEvent(e.Version.ToString(CultureInfo.InvariantCulture), e.Type, e.Json);
                Assert.Equal(++last, e.Version);
                events.Add(e.Json.Deserialize<Event>(Json)!);
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

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading;
        stop.Dispose();
    }
}
