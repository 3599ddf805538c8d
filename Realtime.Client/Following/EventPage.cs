using System.Globalization;
using Realtime.Client.Http;

namespace Realtime.Client.Following;

/// <summary>A page of a conversation's events.</summary>
/// <param name="Next">Where the next page begins.</param>
sealed record EventPage(IReadOnlyList<RealtimeEvent> Events, long Next, bool More)
{
    public static async Task<EventPage> Read(Calls calls, string conversation, long after, CancellationToken ct)
    {
        var page = await calls.Get(string.Create(CultureInfo.InvariantCulture,
            $"{Paths.Conversation(conversation)}/events?after={after}&limit=1000"),
            ContractJson.Default.JsonElement, ct);
        return new([.. page.GetProperty("events").EnumerateArray().Select(RealtimeEvent.Of)], page.GetProperty("next").GetInt64(),
            page.GetProperty("more").GetBoolean());
    }
}
