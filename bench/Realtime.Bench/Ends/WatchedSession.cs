using System.Text.Json;

namespace Realtime.Bench.Ends;

/// <summary>One session in its own conversation, with a follower from before its start to its end.</summary>
sealed class WatchedSession : IAsyncDisposable
{
    readonly TaskCompletionSource<DateTime> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<DateTime> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    EventFollower? follower;

    public string Conversation { get; } = $"bench-{Guid.NewGuid():N}";
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>When the follower saw session_started.</summary>
    public Task<DateTime> Started => started.Task;

    /// <summary>When the follower saw session_ended of this session.</summary>
    public Task<DateTime> Ended => ended.Task;

    /// <summary>How long the connection to upstream took, with the first message, according to session_started.</summary>
    public long ConnectMilliseconds { get; private set; }

    public async Task Follow(Uri api) => follower = await EventFollower.Open(api, Conversation, Seen);

    void Seen(long version, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, DateTime at)
    {
        if (type.SequenceEqual("session_started"u8))
        {
            var reader = new Utf8JsonReader(data);
            using var e = JsonDocument.ParseValue(ref reader);
            ConnectMilliseconds = e.RootElement.GetProperty("data").GetProperty("connectMilliseconds").GetInt64();
            started.TrySetResult(at);
        }
        else if (type.SequenceEqual("session_ended"u8))
        {
            ended.TrySetResult(at);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (follower is not null) await follower.DisposeAsync();
    }
}
