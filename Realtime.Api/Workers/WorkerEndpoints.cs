using Realtime.Api.Access;
using Realtime.Api.Description;
using Realtime.Api.Problems;

namespace Realtime.Api.Workers;

static class WorkerEndpoints
{
    public static void MapWorkers(this IEndpointRouteBuilder app)
    {
        var workers = app.MapGroup("/workers").RequireOperator().WithTags("Workers");
        workers.MapGet("", ListWorkers.Handle).WithSummary("The workers: address, load, draining, lease");
        workers.MapPost("/{worker}/drain", DrainWorker.Handle)
            .WithSummary("Drain a worker: it takes no more sessions and waits for its own to end; a repeat is harmless")
            .Refuses(ProblemTypes.UnknownWorker);
    }
}
