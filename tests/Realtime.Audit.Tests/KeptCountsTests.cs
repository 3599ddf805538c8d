using Realtime.EventLog.Audit;
using Realtime.Sessions;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

/// <summary>The counts that are kept always equal a count of the summaries themselves, whatever happens to these.</summary>
public sealed class KeptCountsTests
{
    static readonly DateTimeOffset Today = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    static readonly SummaryGroup[][] Groups =
    [
        [], [SummaryGroup.Day, SummaryGroup.Reason], [SummaryGroup.Model, SummaryGroup.Tenant], [SummaryGroup.State],
    ];

    [Fact]
    public async Task Counts_equal_the_summaries_through_changes_deletions_rebuilds_and_upgrades()
    {
        await using var stack = await AuditStack.New();
        await Live(stack);
        await AssertEqual(stack);

        // Spreads the sessions over four days; some begin exactly at midnight.
        await stack.Execute(
            """
            update mt_doc_sessionsummary d set data = data || jsonb_build_object('requestedUnixMilliseconds',
                (extract(epoch from date_trunc('day', now() at time zone 'UTC') at time zone 'UTC') * 1000)::bigint - n.place / 2 * 43200000)
            from (select id, row_number() over (order by id) as place from mt_doc_sessionsummary) n where n.id = d.id
            """);
        await AssertEqual(stack);

        await stack.Execute("delete from mt_doc_sessionsummary where data ->> 'reason' = 'idle'");
        await AssertEqual(stack);

        await stack.Execute("delete from mt_doc_sessionsummary");
        Assert.Empty(await stack.Service<SummaryCounts>().Of(new SummaryFilter(null), [], default));
        await stack.Execute("truncate mt_doc_sessionsummary");
        Assert.Equal(0, await stack.Scalar<long>("select count(*) from realtime.session_count"));
    }

    [Fact]
    public async Task A_log_without_kept_counts_gets_them_at_the_next_start()
    {
        await using var before = await AuditStack.New();
        await Live(before);
        await before.Execute("drop table realtime.session_count; drop function realtime.count_sessions cascade");
        await using var after = await AuditStack.Start(before.ConnectionString);
        await AssertEqual(after);
        await after.Spoken(NewConversation(), EndReason.Idle);
        await after.Followed();
        await AssertEqual(after);
    }

    [Fact]
    public async Task Marten_rebuilds_the_summaries_and_the_counts_follow()
    {
        await using var stack = await AuditStack.New();
        await Live(stack);
        var before = await stack.Service<SummaryCounts>().Of(new SummaryFilter(null), Groups[1], default);
        using var daemon = await stack.Store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(nameof(SessionSummary), CancellationToken.None);
        Assert.Equal(Texts(before), Texts(await stack.Service<SummaryCounts>().Of(new SummaryFilter(null), Groups[1], default)));
        await AssertEqual(stack);
    }

    /// <summary>Sessions that ended for several reasons, with costs of two currencies, and sessions that are live.</summary>
    static async Task Live(AuditStack stack)
    {
        var conversation = NewConversation();
        await stack.Spoken(conversation, EndReason.Idle, Spent(0.75m, "USD", unpriced: 1));
        await stack.Spoken(conversation, EndReason.Requested, Spent(1.5m, "USD", unpriced: 2));
        await stack.Spoken(conversation, EndReason.Requested, Spent(1.5m, "EUR", unpriced: 4));
        await stack.Spoken(NewConversation(), EndReason.Expired);
        await stack.Spoken(NewConversation());
        await stack.Claimed(conversation);
        await stack.Claimed(NewConversation());
        await stack.Followed();
    }

    static SessionTotals Spent(decimal amount, string currency, long unpriced) =>
        new() { Tokens = new TokenUsage(7, 10), Cost = new Cost(amount, currency, "t1"), Unpriced = unpriced };

    static async Task AssertEqual(AuditStack stack)
    {
        foreach (var filter in Filters())
        {
            var sessions = (await stack.Service<SummaryStore>().Page(filter, null, 500, default)).Sessions;
            foreach (var by in Groups)
            {
                var counts = await stack.Service<SummaryCounts>().Of(filter, by, default);
                Assert.True(Texts(Count(sessions, by)).SetEquals(Texts(counts)), $"{filter} by {string.Join(',', by)}: "
                    + $"{string.Join("; ", Texts(Count(sessions, by)))} and not {string.Join("; ", Texts(counts))}");
            }
        }
    }

    static IEnumerable<SummaryFilter> Filters()
    {
        var own = Tenant.Default;
        yield return new(null);
        yield return new(own);
        yield return new(new Tenant("has-nothing"));
        foreach (var filter in (SummaryFilter[])[new(own), new(null, Reason: "requested"), new(own, State: "live"), new(own, Worker: "w1")])
        {
            foreach (var (from, to) in ((double? From, double? To)[])
                [(-2, null), (null, 0), (-1, 0), (-1, 1), (-1.5, null), (null, -0.5), (-1.5, -0.5), (-0.75, -0.25), (-0.5, 0.5), (-2.25, 0.25)])
                yield return filter with { From = from is { } f ? Today.AddDays(f) : null, To = to is { } t ? Today.AddDays(t) : null };
        }

        yield return new(own, State: "ended", Reason: "idle", Model: "gpt-realtime-2.1");
        yield return new(own, State: "claimed");
        yield return new(own, Model: "none");
        yield return new(own, From: DateTimeOffset.MaxValue.AddTicks(-1));
        yield return new(own, From: DateTimeOffset.MaxValue.AddTicks(-1), To: DateTimeOffset.MaxValue);
        yield return new(own, From: DateTimeOffset.MinValue, To: DateTimeOffset.MinValue.AddTicks(1));
    }

    static IEnumerable<SummaryCount> Count(IEnumerable<SessionSummary> sessions, SummaryGroup[] by) => sessions
        .Select(s => new SummaryCount(
            by.Contains(SummaryGroup.Day) ? DateTimeOffset.FromUnixTimeMilliseconds(s.RequestedUnixMilliseconds).ToString("yyyy-MM-dd", null) : null,
            by.Contains(SummaryGroup.Model) ? s.Model : null,
            by.Contains(SummaryGroup.Tenant) ? ConversationKey.Parse(s.Conversation).Tenant.ToString() : null,
            by.Contains(SummaryGroup.Reason) ? s.Reason?.Word() : null,
            by.Contains(SummaryGroup.State) ? s.State.ToString().ToLowerInvariant() : null, 1,
            s.Totals?.Tokens?.Input ?? 0, s.Totals?.Tokens?.Output ?? 0, s.Totals?.Cost is { } cost ? [cost] : [], s.Totals?.Unpriced ?? 0))
        .GroupBy(c => (c.Day, c.Model, c.Tenant, c.Reason, c.State)).Select(group => group.Aggregate((sum, next) => sum.Add(next)));

    static HashSet<string> Texts(IEnumerable<SummaryCount> counts) => [.. counts.Select(c => string.Join(' ',
        [c.Day, c.Model, c.Tenant, c.Reason, c.State, c.Count, c.InputTokens, c.OutputTokens, c.Unpriced,
            .. c.Costs.GroupBy(cost => cost.Currency).OrderBy(g => g.Key).Select(g => $"{g.Sum(cost => cost.Amount):0.##} {g.Key}")]))];
}
