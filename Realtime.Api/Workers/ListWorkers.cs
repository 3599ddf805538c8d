using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.EventLog;

namespace Realtime.Api.Workers;

/// <summary>A worker as operators see it.</summary>
/// <param name="Load">Sessions it owns or claims, as it last said: within a second.</param>
/// <param name="LeaseMilliseconds">Until its lease runs out, where it does not renew it; negative where it did not.</param>
sealed record WorkerView(
    string Id, string Address, int Capacity, int Load, bool Draining, bool Lost, DateTimeOffset StartedAt, long LeaseMilliseconds)
{
    public static WorkerView Of(KnownWorker worker) => new(
        worker.Id, worker.Address, worker.Capacity, worker.Load, worker.Draining, worker.Lost, worker.StartedAt.ToUniversalTime(), worker.LeaseMilliseconds);
}

sealed record WorkersView(IReadOnlyList<WorkerView> Workers);

static class ListWorkers
{
    public static async Task<Ok<WorkersView>> Handle(WorkerDirectory workers, CancellationToken ct) =>
        TypedResults.Ok(new WorkersView([.. (await workers.All(ct)).Select(WorkerView.Of)]));
}
