using System.Text.Json;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Realtime.EventLog.Projections;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>However the daemon cuts the log into batches, the projections write the same.</summary>
[Collection(Node.Tests)]
public sealed class BatchProjectionTests : IAsyncLifetime
{
    const string Tables =
        """
        select concat_ws(E'\n', (select string_agg(concat_ws(' ', id, mt_version, mt_dotnet_type, data), E'\n' order by id)
                from mt_doc_sessionsummary),
            (select string_agg(s::text, E'\n' order by s.id) from realtime.session_statistic s),
            (select string_agg(s::text, E'\n' order by s.id) from realtime.spending_session s),
            (select string_agg(concat_ws(' ', tenant, day, key, measure, trim_scale(amount)), E'\n' order by tenant, day, key, measure)
                from realtime.spending))
        """;

    static readonly JsonElement Answer = JsonDocument.Parse("""{"type":"message","role":"assistant"}""").RootElement;

    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(await SharedServers.NewDatabase());

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task Any_batches_of_the_same_events_write_the_same_rows()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new Random(seed);
            var log = Log(random);
            var oneByOne = await Written(log, () => 1);
            Assert.Contains("session_seconds", oneByOne, StringComparison.Ordinal);
            Assert.Equal(oneByOne, await Written(log, () => log.Count));
            Assert.Equal(oneByOne, await Written(log, () => random.Next(1, 40)));
        }
    }

    [Fact]
    public async Task The_daemon_learns_at_which_event_a_projection_fails()
    {
        IReadOnlyList<IEvent> events =
            [Event("c-1", 1, 1, new SessionRequested(Guid.CreateVersion7(), Life.Options)),
            Event("c-2", 1, 2, new SessionRequested(Guid.CreateVersion7(), null!))];
        await using var writing = node.Store.LightweightSession();
        foreach (var projection in (IJasperFxProjection<IDocumentOperations>[])[new SessionSummaryProjection(), new StatisticsProjection()])
        {
            var failed = await Assert.ThrowsAsync<ApplyEventException>(() => projection.ApplyAsync(writing, events, default));
            Assert.Same(events[1], failed.Event);
        }

        Assert.Empty(writing.PendingChanges.Operations());
    }

    /// <summary>Lives of sessions of three tenants side by side; some are still live, and some spend after their end.</summary>
    static List<IEvent> Log(Random random)
    {
        var lives = Enumerable.Range(0, 60).Select(each => new Queue<SessionEvent>(OneLife(random, Guid.NewGuid()))).ToList();
        string[] tenants = ["", "acme/", "globex/"];
        var versions = new long[lives.Count];
        var log = new List<IEvent>();
        while (lives.Any(life => life.Count > 0))
        {
            var each = random.Next(lives.Count);
            if (lives[each].TryDequeue(out var data))
                log.Add(Event($"{tenants[each % 3]}c-{each}", ++versions[each], log.Count + 1, data, key: each % 4));
        }

        return log;
    }

    static IEnumerable<SessionEvent> OneLife(Random random, Guid session)
    {
        yield return new SessionRequested(session, Life.Options);
        if (random.Next(10) == 0) yield break;
        yield return new SessionClaimed(session, "w1", "http://127.0.0.1:1", 1);
        yield return Life.Started(session);
        for (var turn = random.Next(4); turn > 0; turn--)
        {
            yield return new SpeechStopped(session, "item", 100);
            if (random.Next(2) == 0) yield return new TextDelivered(session, "i");
            yield return new ItemAdded(session, "item", Answer);
            yield return Spending(random, session);
        }

        if (random.Next(4) == 0) yield break;
        yield return new SessionEnded(session, EndReason.Requested, null, null, null,
            SessionTotals.None with { Tokens = new TokenUsage(random.Next(100), 7), Cost = new Cost(random.Next(9), "USD", "v1") }, true);
        if (random.Next(4) == 0) yield return Spending(random, session);
    }

    static ResponseDone Spending(Random random, Guid session) =>
        new(session, "r", "completed", new TokenUsage(random.Next(1_000), 3)) { Cost = new Cost(random.Next(100) / 1_000m, "USD", "v1") };

    /// <summary>An event as the daemon gives it to a projection.</summary>
    internal static IEvent Event(string stream, long version, long sequence, SessionEvent data, int key = 0)
    {
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(data.GetType()), data)!;
        (e.StreamKey, e.Version, e.Sequence) = (stream, version, sequence);
        e.Timestamp = DateTimeOffset.UnixEpoch.AddMinutes(11 * sequence);
        if (key > 0) e.SetHeader("key", $"rt_live_{key}");
        return e;
    }

    /// <summary>What the tables have after all events, in batches of these sizes.</summary>
    async Task<string> Written(List<IEvent> log, Func<int> size)
    {
        await node.Execute("truncate mt_doc_sessionsummary, realtime.session_statistic, realtime.spending_session, realtime.spending");
        IJasperFxProjection<IDocumentOperations>[] projections =
            [new SessionSummaryProjection(), new StatisticsProjection(), new SpendingProjection()];
        for (var at = 0; at < log.Count;)
        {
            var batch = log.Skip(at).Take(size()).ToList();
            at += batch.Count;
            await using var writing = node.Store.LightweightSession();
            foreach (var projection in projections) await projection.ApplyAsync(writing, batch, default);
            await writing.SaveChangesAsync();
        }

        return await node.Scalar<string>(Tables) ?? "";
    }
}
