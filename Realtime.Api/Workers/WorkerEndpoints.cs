using Realtime.Api.Access;

namespace Realtime.Api.Workers;

static class WorkerEndpoints
{
    public static void MapWorkers(this IEndpointRouteBuilder app)
    {
        var workers = app.MapGroup("/workers").RequireOperator().WithTags("Workers").ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        workers.MapGet("", ListWorkers.Handle).WithSummary("The workers: where they are, how loaded, whether they drain, and their leases");
        workers.MapPost("/{worker}/drain", DrainWorker.Handle)
            .WithSummary("Let a worker take no more sessions and wait for those it has to end; again is harmless")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
