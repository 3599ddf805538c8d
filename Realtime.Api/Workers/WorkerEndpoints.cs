using Realtime.Api.Access;

namespace Realtime.Api.Workers;

static class WorkerEndpoints
{
    public static void MapWorkers(this IEndpointRouteBuilder app)
    {
        var workers = app.MapGroup("/workers").RequireOperator().WithTags("Workers").ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        workers.MapGet("", ListWorkers.Handle).WithSummary("The workers: address, load, draining, lease");
        workers.MapPost("/{worker}/drain", DrainWorker.Handle)
            .WithSummary("Drain a worker: it takes no more sessions and waits for its own to end; a repeat is harmless")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
