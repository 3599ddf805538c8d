using System.Text.Json;
using Realtime.Sessions;
using Realtime.Sessions.Anchor;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>The anchor's view goes on from any version of a stored conversation as if it had been read from its beginning.</summary>
[Collection(Node.Tests)]
public sealed class AnchorReaderTests : IAsyncLifetime
{
    const string C = "c";
    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(await SharedServers.NewDatabase());

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task A_page_from_any_version_goes_on_where_the_one_before_stopped()
    {
        await Talk(new SessionOutcome(EndReason.Requested));
        await Talk(new SessionOutcome(EndReason.Error, Errors.WorkerLost));
        await node.Conversations.Request(C);
        using var all = await node.Reader.Page(C, 0, 1_000, default);
        var whole = await Read(0, all.Events);
        Assert.Equal(all.Events.Count, all.Events[^1].Version);
        for (var version = 1; version < all.Events.Count; version++)
            Assert.Equal(whole, [.. await Read(0, all.Events.Take(version)), .. await Read(version, all.Events.Skip(version))]);
    }

    [Fact]
    public async Task A_page_names_the_session_that_is_active_at_its_start()
    {
        var session = await Talk(new SessionOutcome(EndReason.Requested));
        using var all = await node.Reader.Page(C, 0, 1_000, default);
        var started = all.Events.Single(e => e.Type == "session_started").Version;
        var reader = node.Create<AnchorReader>();
        Assert.Null((await reader.At(ConversationKey.Parse(C), started - 1, default)).Active);
        Assert.Equal(session, (await reader.At(ConversationKey.Parse(C), started, default)).Active);
        Assert.Null((await reader.At(ConversationKey.Parse(C), all.Events.Count, default)).Active);
    }

    /// <summary>Deltas of several items across each other, some completed, a part that follows in the same item, and tool calls.</summary>
    async Task<Guid> Talk(SessionOutcome end)
    {
        var session = await node.Conversations.Request(C);
        await node.Conversations.Claim(C, session);
        await node.Conversations.Record(C, session, Life.Started(session), Delta("a", "so"), Delta("b", "well"), Delta("a", " it"),
            Completed("a", "So it"), Delta("a", "is"), Called("fc1", "c1"), Called("fc2", "c2"), Completed("b", "Well"),
            new HandoffRequested(session, "c1", "weather", "{}"), Delta("d", "and"), new HandoffRequested(session, "c2", "weather", "{}"),
            Delta("a", " over"), new TranscriptionFailed(session, "a", "unclear", "It is unclear."), Delta("a", "and out"), Called("fc3", "c3"));
        await node.Conversations.End(C, session, end, Delta("d", " on"));
        return session;

        TranscriptDelta Delta(string item, string text) => new(session, item, "assistant", text);
        TranscriptCompleted Completed(string item, string text) => new(session, item, "assistant", text);
        ItemAdded Called(string item, string call) =>
            new(session, item, JsonSerializer.SerializeToElement(new { id = item, type = "function_call", call_id = call }));
    }

    async Task<IReadOnlyList<string>> Read(long after, IEnumerable<LoggedEvent> events)
    {
        var view = await node.Create<AnchorReader>().At(ConversationKey.Parse(C), after, default);
        var notifications = new List<AnchorNotification>();
        foreach (var e in events) view = e.After(view, notifications);
        return [.. notifications.Select(n => JsonSerializer.Serialize(n, EventTypes.Json))];
    }
}
