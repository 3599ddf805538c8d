using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.EventLog;

namespace Realtime.Api.Workers;

static class DrainWorker
{
    /// <summary>200 if the worker confirms, 202 if it will drain later: its row is marked either way.</summary>
    public static async Task<Results<Ok<WorkerView>, Accepted<WorkerView>>> Handle(string worker, WorkerDirectory workers, DrainCall call,
        CancellationToken ct)
    {
        Names.Check("worker", worker);
        var now = await workers.Drain(worker, ct) ?? throw new UnknownWorkerException(worker);
        return now.IsAlive && await call.TrySend(now, ct)
            ? TypedResults.Ok(WorkerView.Of(now))
            : TypedResults.Accepted((string?)null, WorkerView.Of(now));
    }
}
