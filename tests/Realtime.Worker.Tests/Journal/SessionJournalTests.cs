using System.Text.Json;
using Realtime.Sessions;
using Realtime.Worker.Journal;

namespace Realtime.Worker.Tests.Journal;

public sealed class SessionJournalTests(JournalHost log) : IClassFixture<JournalHost>
{
    static readonly SessionOutcome Expired = new(EndReason.Expired);

    [Fact]
    public async Task Every_session_is_recorded_in_its_own_order()
    {
        using var journal = log.Journal();
        var entries = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => log.Started()));
        await journal.StartAsync(default);
        foreach (var word in (string[])["one", "two", "three", "four", "five"])
        {
            foreach (var entry in entries) Say(journal, entry, word);
            await Task.Yield();
        }

        await Task.WhenAll(entries.Select(entry => journal.End(entry, Expired))).WaitAsync(Patience.Time);
        foreach (var entry in entries) Assert.Equal(["one", "two", "three", "four", "five", "session_ended"], await log.Recorded(entry));
        await journal.StopAsync(default);
    }

    [Fact]
    public async Task An_event_that_cannot_be_stored_is_dropped_and_no_other_is()
    {
        using var journal = log.Journal();
        var (bad, good) = (await log.Started(), await log.Started());
        Say(journal, bad, "before");
        Add(journal, bad, new ItemDone(bad.SessionId, "item", JsonDocument.Parse("""{"text":"a zero \u0000"}""").RootElement));
        Say(journal, bad, "after");
        Say(journal, good, "meanwhile");
        var ends = Task.WhenAll(journal.End(bad, Expired), journal.End(good, Expired));
        await journal.StartAsync(default);
        await ends.WaitAsync(Patience.Time);
        Assert.Equal(["before", "after", "session_ended"], await log.Recorded(bad));
        Assert.Equal(["meanwhile", "session_ended"], await log.Recorded(good));
        Assert.Equal((true, false), (bad.Refused.IsCompleted, good.Refused.IsCompleted));
        Assert.Equal(TimeSpan.Zero, journal.Outage);
        await journal.StopAsync(default);
    }

    [Fact]
    public async Task A_conversation_with_newer_events_is_decided_again()
    {
        using var journal = log.Journal();
        var (raced, quiet) = (await log.Started(), await log.Started());
        await log.Conversations.Transact(raced.Conversation, new SubmitText(raced.SessionId, "i1", "user", "hi"), default);
        Say(journal, raced, "hello");
        Say(journal, quiet, "alone");
        var flushed = Task.WhenAll(raced.Flushed, quiet.Flushed);
        await journal.StartAsync(default);
        await flushed.WaitAsync(Patience.Time);
        Assert.Equal(["text_submitted", "hello"], await log.Recorded(raced));
        Assert.Equal(["alone"], await log.Recorded(quiet));
        Assert.Equal(5, raced.Version);
        await journal.StopAsync(default);
    }

    [Fact]
    public async Task A_session_that_ended_elsewhere_records_nothing_more()
    {
        using var journal = log.Journal();
        var entry = await log.Started();
        await log.Conversations.Transact(entry.Conversation, new LoseWorker(entry.SessionId, entry.Owner), default);
        var before = await log.Recorded(entry);
        Say(journal, entry, "too late");
        await journal.StartAsync(default);
        await entry.Lost.WaitAsync(Patience.Time);
        Assert.Equal(before, await log.Recorded(entry));
        await journal.StopAsync(default);
    }

    [Fact]
    public async Task An_event_whose_id_another_conversation_has_is_still_recorded_and_so_are_the_others()
    {
        using var journal = log.Journal();
        var (bad, good) = (await log.Started(), await log.Started());
        var call = new HandoffRequested(bad.SessionId, "call", "tool", "{}");
        await log.Squat(EventIds.Of(Tenant.Default, call));
        Say(journal, bad, "before");
        Add(journal, bad, call);
        Say(journal, bad, "after");
        Say(journal, good, "meanwhile");
        var flushed = Task.WhenAll(bad.Flushed, good.Flushed);
        await journal.StartAsync(default);
        await flushed.WaitAsync(Patience.Time);
        Assert.False(bad.Refused.IsCompleted || good.Refused.IsCompleted);
        await journal.End(bad, Expired).WaitAsync(Patience.Time);
        Assert.Equal(["before", "handoff_requested", "after", "session_ended"], await log.Recorded(bad));
        Assert.Equal(["meanwhile"], await log.Recorded(good));
        Assert.Equal((TimeSpan.Zero, 0), (journal.Outage, journal.Parked));
        await journal.StopAsync(default);
    }

    [Fact]
    public async Task An_end_whose_id_another_conversation_has_is_recorded_once()
    {
        using var journal = log.Journal();
        var (bad, good) = (await log.Started(), await log.Started());
        await log.Squat(EventIds.Ended(Tenant.Default, bad.SessionId));
        Say(journal, bad, "before");
        var ends = Task.WhenAll(journal.End(bad, Expired), journal.End(good, Expired));
        await journal.StartAsync(default);
        await ends.WaitAsync(Patience.Time);
        Assert.Equal(["before", "session_ended"], await log.Recorded(bad));
        Assert.Equal(["session_ended"], await log.Recorded(good));
        await journal.StopAsync(default);
    }

    [Fact]
    public async Task A_session_that_cannot_be_recorded_is_given_up_in_bounded_time_and_others_go_on()
    {
        using var journal = log.Journal();
        var (bad, good) = (await log.Started(), await log.Started());
        await log.Refuse(bad);
        log.Renew();
        await journal.StartAsync(default);
        var ending = journal.End(bad, Expired);
        while (!ending.IsCompleted)
        {
            Say(journal, good, "meanwhile");
            await good.Flushed.WaitAsync(Patience.Time);
            Assert.Equal(TimeSpan.Zero, journal.Outage);
        }

        Assert.True(bad.Lost.IsCompleted);
        Assert.False(good.Lost.IsCompleted);
        Assert.Empty(await log.Recorded(bad));
        await journal.StopAsync(default);
    }

    [Fact]
    public async Task Lost_races_leave_no_gap_in_the_log()
    {
        using var journal = log.Journal();
        var entries = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => log.Started()));
        foreach (var entry in entries.Where((_, i) => i % 2 == 0))
            await log.Conversations.Transact(entry.Conversation, new SubmitText(entry.SessionId, "i1", "user", "hi"), default);
        var before = await log.LastSequence();
        foreach (var entry in entries) Say(journal, entry, "word");
        var flushed = Task.WhenAll(entries.Select(entry => entry.Flushed));
        await journal.StartAsync(default);
        await flushed.WaitAsync(Patience.Time);
        Assert.Equal(Enumerable.Range(1, entries.Length).Select(n => before + n), await log.SequencesAfter(before));
        await journal.StopAsync(default);
    }

    static void Say(SessionJournal journal, JournalEntry entry, string text) =>
        Add(journal, entry, new TranscriptDelta(entry.SessionId, "item", "assistant", text));

    static void Add(SessionJournal journal, JournalEntry entry, SessionEvent e)
    {
        Assert.True(entry.TryAdd(e));
        journal.Wake(entry);
    }
}
