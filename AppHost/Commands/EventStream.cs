using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace AppHost.Commands;

/// <summary>Follows a conversation's events in order from a version on, with one request and so one trace.</summary>
sealed class EventStream : IAsyncDisposable
{
    readonly Stream stream;
    readonly IAsyncEnumerator<SseItem<string>> items;

    EventStream(Stream stream, CancellationToken cancellation)
    {
        this.stream = stream;
        items = SseParser.Create(stream).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
    }

    /// <summary>The events read so far.</summary>
    public List<JsonNode> Read { get; } = [];

    public static async Task<EventStream> OpenAsync(ServiceClient api, string conversation, long after, CancellationToken cancellation) =>
        new(await api.FollowAsync($"{conversation}/events?after={after}", cancellation), cancellation);

    /// <summary>Reads up to and including the first event that matches.</summary>
    public async Task UntilAsync(Func<JsonNode, bool> isLast)
    {
        while (await items.MoveNextAsync())
        {
            if (JsonNode.Parse(items.Current.Data) is not { } next) continue;
            Read.Add(next);
            if (isLast(next)) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await items.DisposeAsync();
        await stream.DisposeAsync();
    }
}
