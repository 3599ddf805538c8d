using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.EventLog;

namespace Realtime.Api.Workers;

static partial class DrainWorker
{
    /// <summary>200 if the worker confirms, 202 if it will drain later: its row is marked either way.</summary>
    public static async Task<Results<Ok<WorkerView>, Accepted<WorkerView>>> Handle(string worker, ClaimsPrincipal caller,
        WorkerDirectory workers, DrainCall call, ILogger<WorkerDirectory> logger, CancellationToken ct)
    {
        Names.Check("worker", worker);
        var now = await workers.Drain(worker, ct) ?? throw new UnknownWorkerException(worker);
        LogDrained(logger, worker, caller.Subject);
        return now.IsAlive && await call.TrySend(now, ct)
            ? TypedResults.Ok(WorkerView.Of(now))
            : TypedResults.Accepted((string?)null, WorkerView.Of(now));
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Worker {Worker} was asked to drain by {Subject}; it takes no more sessions")]
    static partial void LogDrained(ILogger logger, string worker, string subject);
}
