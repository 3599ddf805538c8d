using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Realtime.Sessions.Anchor;

namespace Realtime.Sessions.Tests.Anchor;

/// <summary>Random conversations: a reader may stop after any version and go on later, and the rules of the durable items hold.</summary>
public class AnchorCutTests
{
    const int Conversations = 5_000;

    static readonly Arbitrary<(int[] Numbers, int[] Cuts)> Any = Arb.From(
        from length in Gen.Choose(1, 120)
        from numbers in Gen.Choose(0, int.MaxValue - 1).ArrayOf(length)
        from stops in Gen.Choose(0, 6)
        from cuts in Gen.Choose(0, int.MaxValue - 1).ArrayOf(stops)
        select (numbers, cuts));

    [Fact]
    public void Reading_in_any_cuts_gives_the_same_as_reading_at_once() => Check(history =>
    {
        var events = Talks.Of(history.Numbers);
        var cuts = history.Cuts.Select(cut => cut % (events.Count + 1)).ToHashSet();
        Assert.Equal(Json(Reading.Notifications(events)), Json(Reading.Read(events, cuts)));
    });

    [Fact]
    public void Every_item_starts_and_is_completed_once_within_its_session() => Check(history =>
    {
        var (open, ids) = (new Dictionary<Guid, string>(), new HashSet<Guid>());
        Guid? active = null;
        foreach (var notification in Reading.Notifications(Talks.Of(history.Numbers)))
        {
            switch (notification)
            {
                case { Method: AnchorMethods.Started }:
                    Assert.Null(active);
                    active = notification.Params.RealtimeSessionId;
                    break;
                case { Method: AnchorMethods.ItemStarted, Params: DurableItem { Item: var item } }:
                    Assert.True(ids.Add(item.Id));
                    open.Add(item.Id, "");
                    break;
                case { Params: ItemDelta delta }:
                    open[delta.ItemId] += delta.Delta;
                    break;
                case { Method: AnchorMethods.ItemCompleted, Params: DurableItem { Item: var item } }:
                    Assert.True(open.Remove(item.Id, out var streamed));
                    if (item is TranscriptSegment { Text: var text }) Assert.StartsWith(streamed, text, StringComparison.Ordinal);
                    break;
                case { Params: SessionClosed closed }:
                    Assert.Empty(open);
                    Assert.Equal(active, closed.RealtimeSessionId);
                    active = null;
                    break;
            }

            if (notification.Params is not SessionFailed) Assert.Equal(active ?? notification.Params.RealtimeSessionId,
                notification.Params.RealtimeSessionId);
        }
    });

    [Fact]
    public void The_conversations_reach_what_they_are_about()
    {
        var random = new Random(7);
        var methods = Enumerable.Range(0, 200)
            .SelectMany(_ => Reading.Notifications(Talks.Of([.. Enumerable.Range(0, 60).Select(_ => random.Next())])))
            .Select(n => n.Method).ToHashSet();
        Assert.Equal(AnchorMethods.All.Except([AnchorMethods.Sdp, AnchorMethods.OutputAudioDelta]).Order(), methods.Order());
    }

    static void Check(Action<(int[] Numbers, int[] Cuts)> holds) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(Conversations), Prop.ForAll(Any, history => holds(history)));

    static IEnumerable<string> Json(List<AnchorNotification> notifications) =>
        notifications.Select(n => JsonSerializer.Serialize(n, JsonSerializerOptions.Web));
}
