using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Realtime.EventLog.Telemetry;
using Realtime.Sessions;
using Realtime.Sessions.Pricing;
using Realtime.Testing.Log;
using Realtime.Worker.Buffers;
using Realtime.Worker.Claims;
using Realtime.Worker.Journal;
using Realtime.Worker.Leases;
using Realtime.Worker.Sessions;
using Realtime.Worker.Tests.Journal;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Telegraph;

/// <summary>A session that this process has claimed, with the journal that records it. Its provider speaks telegraph.</summary>
static class TelegraphSession
{
    public static async Task<(SessionJournal Journal, SessionLoop Loop)> Claimed(Node node, string conversation, string address)
    {
        var dialect = new TelegraphDialect();
        var session = await node.Conversations.Request(conversation);
        var claimed = await node.Conversations.Transact(conversation, new Claim(session, Life.Worker, "http://127.0.0.1:1"), default);
        var (time, worker, bounds) =
            (TimeProvider.System, Options.Create(new WorkerOptions { LeaseSeconds = 300 }), Options.Create(new SessionBounds()));
        var upstream = Options.Create(new UpstreamOptions { BaseUrl = address, Dialect = dialect.Name });
        var upstreams = new TenantUpstreams(upstream, new ConfigurationBuilder().Build(), NullLogger<TenantUpstreams>.Instance);
        var telemetry = Options.Create(new TelemetryOptions());
        var (refusals, buffers) = (new JournalRefusals(time), new BufferBudget(64 * 1024 * 1024));
        var journal = node.Journal(new DatabaseWatch(worker, time), refusals);
        var services = new SessionServices(
            journal, node.Tail, dialect,
            new UpstreamConnector(dialect, upstreams, bounds, buffers, new EntraTokens(NullLogger<EntraTokens>.Instance)),
            new SessionHistory(node.Reader),
            new HandOvers(null!, worker, time, NullLogger<HandOvers>.Instance), bounds, upstream, buffers, worker, time,
            new PriceTable("none", "USD", []), new SessionLabels(telemetry), telemetry,
            NullLogger<SessionLoop>.Instance);
        var key = DefaultTenant.Of(conversation);
        var entry = new JournalEntry(key, session, Life.Owner, claimed.State, claimed.Version);
        var codec = dialect.Codec(upstream.Value, Life.Options, session);
        return (journal, new SessionLoop(new OwnedSession(key, session, 1, Life.Options, entry, codec), services));
    }
}
