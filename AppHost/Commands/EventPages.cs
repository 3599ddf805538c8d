using System.Text.Json.Nodes;

namespace AppHost.Commands;

/// <summary>Reads a conversation's events in order, from a version on.</summary>
sealed class EventPages(ServiceClient api, string conversation, long after)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    readonly List<JsonNode> read = [];

    /// <summary>All events so far, once one of the new ones is the one that is waited for.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadUntilAsync(Func<JsonNode, bool> isLast, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            var page = await api.GetAsync($"{conversation}/events?after={after}", cancellation);
            var news = page["events"]!.AsArray().Select(each => each!).ToArray();
            read.AddRange(news);
            if (news.Length > 0) after = (long)news[^1]["version"]!;
            if (news.Any(isLast)) return read;
            await timer.WaitForNextTickAsync(cancellation);
        }
    }
}
