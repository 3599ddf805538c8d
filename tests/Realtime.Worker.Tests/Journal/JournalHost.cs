using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;
using Realtime.Worker.Leases;
using Realtime.Worker.Journal;

namespace Realtime.Worker.Tests.Journal;

/// <summary>
/// A journal that writes to an event log of its own. The test starts it, so that everything waiting by then is one commit.
/// </summary>
public sealed class JournalHost : IAsyncLifetime
{
    Node? log;

    Node Log => log ?? throw new InvalidOperationException("The log is not started.");

    internal Conversations Conversations => Log.Conversations;

    public async Task InitializeAsync() => log = await Node.Start(await SharedServers.NewDatabase());

    readonly DatabaseWatch watch = new(Options.Create(new WorkerOptions { LeaseSeconds = 300 }), TimeProvider.System);

    internal SessionJournal Journal() => Log.Journal(watch, new JournalRefusals(TimeProvider.System));

    /// <summary>Gives an event of another conversation this id.</summary>
    internal async Task Squat(Guid id)
    {
        await using var session = Log.Store.LightweightSession();
        session.Events.Append($"squat-{id:n}", session.Identified(new TranscriptDelta(id, "item", "user", "mine"), id));
        await session.SaveChangesAsync();
    }

    /// <summary>Makes the database refuse every event of the conversation.</summary>
    internal async Task Refuse(JournalEntry entry)
    {
        await Log.Execute(
            "create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$");
        await Log.Execute(
            $"""
             create trigger "refuse-{entry.Conversation}" before insert on mt_events for each row when (new.stream_id = '{entry.Conversation}')
             execute function refuse()
             """);
    }

    /// <summary>The last assigned sequence number.</summary>
    internal async Task<long> LastSequence() => await Log.Scalar<long>("select last_value from mt_events_sequence");

    internal async Task<long[]> SequencesAfter(long sequence) =>
        await Log.Scalar<long[]>($"select array_agg(seq_id order by seq_id) from mt_events where seq_id > {sequence}") ?? [];

    /// <summary>Marks the lease as just renewed: the database takes writes.</summary>
    internal void Renew() => watch.Renewed(TimeProvider.System.GetTimestamp());

    /// <summary>A session that has started, in a conversation of its own, at version 3.</summary>
    internal async Task<JournalEntry> Started()
    {
        var conversation = Life.NewConversation();
        var session = await Conversations.Request(conversation);
        await Conversations.Claim(conversation, session);
        var started = await Conversations.Record(conversation, session, Life.Started(session));
        return new JournalEntry(Tenant.Default.Conversation(conversation), session, Life.Owner, started.State, started.Version);
    }

    /// <summary>The record after the start, in order: an event's text, else its name.</summary>
    internal async Task<string[]> Recorded(JournalEntry entry)
    {
        await using var session = Log.Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(entry.Conversation, fromVersion: 4);
        Assert.Equal(Enumerable.Range(4, events.Count), events.Select(e => (int)e.Version));
        return [.. events.Select(e => e.Data is TranscriptDelta said ? said.Text : e.EventTypeName)];
    }

    public async Task DisposeAsync() => await Log.DisposeAsync();
}
