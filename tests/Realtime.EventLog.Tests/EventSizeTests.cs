using System.Text.Encodings.Web;
using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.EventLog.Tests;

public sealed class EventSizeTests
{
    static readonly Guid Session = Guid.CreateVersion7();
    static readonly JsonSerializerOptions Unescaped = new(EventTypes.Json) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("x")]
    [InlineData("\U0001F600")]
    [InlineData("é")]
    [InlineData("語")]
    [InlineData("\"")]
    [InlineData("\u0001")]
    [InlineData("<")]
    public void A_long_text_is_cut_between_two_characters_and_says_so(string character)
    {
        var text = "a" + string.Concat(Enumerable.Repeat(character, 400_000));
        var fitted = Fitted(new TranscriptCompleted(Session, "i", "user", text));
        Assert.InRange(Size(fitted), EventSize.MostBytes - 16 * 1024, EventSize.MostBytes);
        Assert.StartsWith("text: ", Assert.Single(fitted.Cut!), StringComparison.Ordinal);
        Assert.StartsWith(fitted.Text, text, StringComparison.Ordinal);
        Assert.False(char.IsHighSurrogate(fitted.Text[^1]));
    }

    [Fact]
    public void A_short_event_stays_as_it_is()
    {
        var said = new TranscriptCompleted(Session, "i", "user", new string('x', EventSize.MostBytes - 300));
        Assert.Same(said, EventSize.Fitted(said));
        var tiny = new TranscriptDelta(Session, "i", "user", "x");
        Assert.Same(tiny, EventSize.Fitted(tiny, bytes: 80));
    }

    [Fact]
    public void The_longest_texts_of_an_item_go_first()
    {
        var item = JsonSerializer.SerializeToElement(new { id = "i", type = "message", role = "user",
            content = new object[] { new { text = new string('x', 300_000) }, new { text = "short" }, new { text = new string('y', 200_000) } } });
        var fitted = Fitted(new ItemDone(Session, "i", item));
        Assert.InRange(Size(fitted), EventSize.MostBytes - 16 * 1024, EventSize.MostBytes);
        Assert.Equal(["item.content[0].text: 300002 bytes"], fitted.Cut);
        Assert.Equal(("i", "short"), (fitted.Item.GetProperty("id").GetString(), fitted.Item.GetProperty("content")[1].GetProperty("text").GetString()));
    }

    [Fact]
    public void Many_small_parts_go_but_not_what_the_item_is()
    {
        var item = JsonSerializer.SerializeToElement(new { id = "i", type = "mcp_list_tools", tools = Enumerable.Range(0, 100_000) });
        var fitted = Fitted(new ItemAdded(Session, "i", item));
        Assert.InRange(Size(fitted), 1, EventSize.MostBytes);
        Assert.Equal(("i", "mcp_list_tools"), (fitted.Item.GetProperty("id").GetString(), fitted.Item.GetProperty("type").GetString()));
        Assert.StartsWith("item: ", Assert.Single(fitted.Cut!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_keeps_its_beginning()
    {
        var fitted = Fitted(new RateLimitsChanged(Session, [.. Enumerable.Range(0, 20_000).Select(n => new RateLimit("tokens", n, n, n))]));
        Assert.InRange(Size(fitted), EventSize.MostBytes - 16 * 1024, EventSize.MostBytes);
        Assert.Equal(0, fitted.Limits[0].Limit);
    }

    static T Fitted<T>(T e) where T : SessionEvent => Assert.IsType<T>(EventSize.Fitted(e, bytes: 500_000));

    static int Size(SessionEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, e.GetType(), Unescaped).Length;
}
