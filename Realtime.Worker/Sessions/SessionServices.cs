using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.EventLog.Telemetry;
using Realtime.Sessions.Pricing;
using Realtime.Worker.Buffers;
using Realtime.Worker.Claims;
using Realtime.Worker.Journal;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>What every session of this worker needs.</summary>
sealed record SessionServices(
    SessionJournal Journal, Tail Tail, IDialect Dialect, UpstreamConnector Connector, SessionHistory History, HandOvers HandOvers,
    IOptions<SessionBounds> Bounds, IOptions<UpstreamOptions> Upstream, BufferBudget Buffers, IOptions<WorkerOptions> Worker,
        TimeProvider Time, PriceTable Prices, SessionLabels Labels, IOptions<TelemetryOptions> Telemetry,
    ILogger<SessionLoop> Logger);
