using System.Text.Json;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>Which events of a very long session are kept.</summary>
public sealed class SessionPastTests : IDisposable
{
    const int Mebibyte = 1024 * 1024;
    static readonly Guid Session = Guid.CreateVersion7();
    static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;
    readonly SessionPast past = new(TestCodec.Of(Session));

    [Fact]
    public void Everything_that_a_transport_needs_is_kept_while_there_is_room()
    {
        Add(new TextSubmitted(Session, "i1", "user", "hi"), new TranscriptDelta(Session, "a", "assistant", "he"), Item("a"));
        Assert.Equal([typeof(TextSubmitted), typeof(ItemDone)], past.Events.Select(e => e.GetType()));
        Assert.Equal(0, past.ItemsLeftOut);
    }

    [Fact]
    public void The_oldest_items_are_left_out_and_counted_once_each()
    {
        for (var n = 0; n < 30; n++) past.Add(Item($"{n % 20}"), Mebibyte, At);
        var kept = past.Events.OfType<ItemDone>().Select(e => e.ItemId).ToList();
        Assert.Equal("9", kept[^1]);
        Assert.InRange(kept.Count, 12, 16);
        Assert.Equal(20 - kept.Distinct().Count(), past.ItemsLeftOut);
    }

    [Fact]
    public void An_item_that_is_left_out_and_deleted_later_does_not_count()
    {
        past.Add(Item("gone"), Mebibyte, At);
        Fill();
        Assert.Equal(5, past.ItemsLeftOut);
        Add(new ItemDeleted(Session, "gone"));
        Assert.Equal(4, past.ItemsLeftOut);
    }

    [Fact]
    public void Old_texts_that_the_model_did_not_get_are_kept_and_others_are_not()
    {
        var (told, untold, taken) = (Text("told"), Text("untold"), Text("taken"));
        Add(told, new TextDelivered(Session, "told"), Item(TextItems.Of(told)), untold, taken, new TextDelivered(Session, "taken"));
        Fill();
        Assert.Equal([untold, taken], past.Replay().Unsent);
        Assert.Equal([taken], past.Replay().Unanswered);
        Assert.DoesNotContain(told, past.Events);
    }

    [Fact]
    public void An_answer_to_a_call_that_the_model_did_not_get_is_kept()
    {
        var answer = new HandoffAnswered(Session, "call", "21 degrees", null);
        Add(answer);
        Fill();
        Assert.Equal([answer], past.Replay().Unsent);
    }

    [Fact]
    public void Only_the_last_configuration_is_kept()
    {
        UpstreamConfigured[] configured = [.. new[] { "first",
            "second" }.Select(text => new UpstreamConfigured(Session, "s", JsonSerializer.SerializeToElement(new { text })))];
        Add(configured);
        Fill();
        Assert.Equal([configured[1]], past.Events.OfType<UpstreamConfigured>());
    }

    [Fact]
    public void An_active_response_is_still_known()
    {
        Add(new ResponseStarted(Session, "r1"), new ResponseDone(Session, "r1", "completed", TokenUsage.None),
            new ResponseStarted(Session, "r2"));
        Fill();
        Assert.Contains("response r2: cut off", past.Replay().NotRestored);
    }

    [Fact]
    public void A_call_without_an_answer_is_still_open_and_as_old_as_it_is()
    {
        Add(new HandoffRequested(Session, "answered", "f", "{}"), new HandoffRequested(Session, "open", "f", "{}"),
            new HandoffAnswered(Session, "answered", "x", null));
        Fill();
        var unfinished = past.UnfinishedAt(At + TimeSpan.FromSeconds(7));
        Assert.Equal([("open", TimeSpan.FromSeconds(7))], unfinished.OpenCalls.Select(call => (call.Key, call.Value)));
        Assert.Equal(["answered", "open"], unfinished.KnownCalls.Order());
    }

    [Fact]
    public void What_was_used_is_added_up_whatever_is_left_out()
    {
        var cost = new Cost(0.5m, "USD", "t1");
        Add(new ResponseDone(Session, "r1", "completed", new TokenUsage(7, 5)) { Cost = cost }, new UpstreamWarned(Session, "c", "m"));
        Fill();
        Assert.Equal((18, new TokenUsage(7, 5), cost), (past.Totals.EventsRecorded, past.Totals.Tokens, past.Totals.Cost));
    }

    /// <summary>Adds so many items that everything before them is beyond the bound.</summary>
    void Fill()
    {
        for (var n = 0; n < 17; n++) past.Add(Item($"fill-{n}"), Mebibyte, At);
    }

    public void Dispose() => past.Dispose();

    void Add(params SessionEvent[] events)
    {
        foreach (var e in events) past.Add(e, 100, At);
    }

    static TextSubmitted Text(string input) => new(Session, input, "user", input);

    static ItemDone Item(string id) => new(Session, id, JsonSerializer.SerializeToElement(new { id, type = "message", role = "user" }));
}
