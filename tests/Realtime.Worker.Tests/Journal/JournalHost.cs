using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Journal;
using Realtime.Testing.Servers;

namespace Realtime.Worker.Tests.Journal;

/// <summary>A journal that writes to an event log of its own; it starts when told to, so that what waits by then is one commit.</summary>
public sealed class JournalHost : IAsyncLifetime
{
    static readonly OwnerToken Owner = new("w1", 1);

    IHost? host;

    internal Conversations Conversations => host!.Services.GetRequiredService<Conversations>();

    IDocumentStore Store => host!.Services.GetRequiredService<IDocumentStore>();

    public async Task InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:realtime"] = await SharedServers.NewDatabase();
        builder.Services.AddSingleton(new Author("test"));
        builder.AddEventLog();
        host = builder.Build();
        await host.StartAsync();
    }

    internal SessionJournal Journal() => ActivatorUtilities.CreateInstance<SessionJournal>(host!.Services, TimeProvider.System, NullLogger<SessionJournal>.Instance);

    /// <summary>A session that has started, in a conversation of its own, at version 3.</summary>
    internal async Task<JournalEntry> Started()
    {
        var (conversation, session) = ($"talk-{Guid.NewGuid():n}", Guid.CreateVersion7());
        await Conversations.Transact(conversation, new Start(session, new SessionOptions("gpt-realtime")), default);
        await Conversations.Transact(conversation, new Claim(session, Owner.WorkerId, "http://127.0.0.1:1"), default);
        var started = await Conversations.Transact(conversation, new Realtime.Sessions.Record(session, Owner, [new SessionStarted(session, "gpt-realtime", null, 12)]), default);
        return new JournalEntry(conversation, session, Owner, started.State, started.Version);
    }

    /// <summary>What is on the record after the start, in order: what was said, else the event's name.</summary>
    internal async Task<string[]> Recorded(JournalEntry entry)
    {
        await using var session = Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(entry.Conversation, fromVersion: 4);
        Assert.Equal(Enumerable.Range(4, events.Count), events.Select(e => (int)e.Version));
        return [.. events.Select(e => e.Data is TranscriptDelta said ? said.Text : e.EventTypeName)];
    }

    public async Task DisposeAsync()
    {
        await host!.StopAsync();
        host.Dispose();
    }
}
