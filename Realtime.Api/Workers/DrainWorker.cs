using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.EventLog;

namespace Realtime.Api.Workers;

static class DrainWorker
{
    /// <summary>200 where the worker has heard of it, 202 where it will: the word is in its row, whatever becomes of the call that hurries it.</summary>
    public static async Task<Results<Ok<WorkerView>, Accepted<WorkerView>>> Handle(string worker, WorkerDirectory workers, DrainCall call, CancellationToken ct)
    {
        Names.Check("worker", worker);
        var now = await workers.Drain(worker, ct) ?? throw new UnknownWorkerException(worker);
        return now.IsAlive && await call.TrySend(now, ct) ? TypedResults.Ok(WorkerView.Of(now)) : TypedResults.Accepted((string?)null, WorkerView.Of(now));
    }
}
