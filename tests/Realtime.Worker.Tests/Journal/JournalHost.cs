using Microsoft.Extensions.Logging.Abstractions;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Worker.Leases;
using Realtime.Testing.Servers;
using Realtime.Worker.Journal;

namespace Realtime.Worker.Tests.Journal;

/// <summary>A journal that writes to an event log of its own; it starts when told to, so that what waits by then is one commit.</summary>
public sealed class JournalHost : IAsyncLifetime
{
    Node? log;

    Node Log => log ?? throw new InvalidOperationException("The log is not started.");

    internal Conversations Conversations => Log.Conversations;

    public async Task InitializeAsync() => log = await Node.Start(await SharedServers.NewDatabase());

    internal SessionJournal Journal() => Log.Create<SessionJournal>(TimeProvider.System, NullLogger<SessionJournal>.Instance);

    /// <summary>A session that has started, in a conversation of its own, at version 3.</summary>
    internal async Task<JournalEntry> Started()
    {
        var conversation = Life.NewConversation();
        var session = await Conversations.Request(conversation);
        await Conversations.Claim(conversation, session);
        var started = await Conversations.Record(conversation, session, Life.Started(session));
        return new JournalEntry(conversation, session, Life.Owner, started.State, started.Version);
    }

    /// <summary>What is on the record after the start, in order: what was said, else the event's name.</summary>
    internal async Task<string[]> Recorded(JournalEntry entry)
    {
        await using var session = Log.Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(entry.Conversation, fromVersion: 4);
        Assert.Equal(Enumerable.Range(4, events.Count), events.Select(e => (int)e.Version));
        return [.. events.Select(e => e.Data is TranscriptDelta said ? said.Text : e.EventTypeName)];
    }

    public async Task DisposeAsync() => await Log.DisposeAsync();
}
