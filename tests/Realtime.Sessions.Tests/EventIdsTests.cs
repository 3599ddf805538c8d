using static Realtime.Sessions.Tests.Story;

namespace Realtime.Sessions.Tests;

public class EventIdsTests
{
    [Fact]
    public void No_event_has_an_id_that_a_client_chose()
    {
        Assert.NotEqual(Session, EventIds.Of(Tenant.Default, Requested));
        var wanted = EventIds.Ended(Tenant.Default, Session);
        Assert.NotEqual(wanted, EventIds.Of(Tenant.Default, new SessionRequested(wanted, Requested.Options)));
    }

    [Fact]
    public void A_request_s_id_in_a_log_of_the_first_version_is_still_one_of_its_own()
    {
        Assert.True(EventIds.MayBe(Tenant.Default, Requested, Session));
        Assert.False(EventIds.MayBe(Tenant.Default, Started, Session));
        Assert.False(EventIds.MayBe(Tenant.Default, Requested, Another));
    }

    [Fact]
    public void Ids_stand_in_line_and_none_stands_in_two()
    {
        var lines = new[] { EventIds.Ended(Tenant.Default, Session), EventIds.Started(Tenant.Default, Session),
            EventIds.Ended(Tenant.Default, Another) }.Select(id => EventIds.InLine(id).Take(100).ToList()).ToList();
        Assert.Equal(EventIds.Ended(Tenant.Default, Session), lines[0][0]);
        Assert.Equal(300, lines.SelectMany(line => line).Distinct().Count());
        Assert.All(lines[0], id => Assert.True(EventIds.MayBe(Tenant.Default, Ended, id)));
    }

    [Fact]
    public void What_may_happen_once_has_one_id_and_everything_else_a_new_one()
    {
        Assert.Equal(EventIds.Of(Tenant.Default, Over(EndReason.Requested)), EventIds.Of(Tenant.Default, Over(EndReason.WorkerLost)));
        Assert.Equal(EventIds.Of(Tenant.Default, Text), EventIds.Of(Tenant.Default, Text with { Text = "other" }));
        Assert.NotEqual(EventIds.Of(Tenant.Default, new SpeechStarted(Session, "a", 1)),
            EventIds.Of(Tenant.Default, new SpeechStarted(Session, "a", 1)));
    }

    [Fact]
    public void Ids_differ_by_session_and_by_meaning()
    {
        ConversationEvent[] events =
            [Requested, Claimed, Claimed with { Epoch = 2 }, Started, EndAsked, Text, Delivered, Call, Ended, RequestedAgain,
            new TextSubmitted(Another, "i1", "user", "hi"), new HandoffAnswered(Session, "c1", "", null)];
        Assert.Equal(events.Length, events.Select(e => EventIds.Of(Tenant.Default, e)).Distinct().Count());
    }

    [Fact]
    public void The_id_of_a_name_is_the_one_that_rfc_9562_defines()
    {
        // The ids are stored: computing them differently would let a repeated request in.
        Assert.Equal(Guid.Parse("19d857e9-f4f7-5cd7-aa64-be6e079912db"), EventIds.Ended(Tenant.Default, Session));
    }
}
