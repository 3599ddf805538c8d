using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.EventLog;

namespace Realtime.Api.Workers;

/// <summary>A worker as operators see it.</summary>
/// <param name="Load">The sessions that it owns or claims, at most a second old.</param>
/// <param name="LeaseMilliseconds">The time until its lease expires; negative once it has expired.</param>
/// <param name="Version">The version of its program; null for one that does not say.</param>
sealed record WorkerView(
    string Id, string Address, int Capacity, int Load, bool Draining, bool Lost, DateTimeOffset StartedAt, long LeaseMilliseconds,
    string? Version)
{
    public static WorkerView Of(KnownWorker worker) => new(
        worker.Id, worker.Address, worker.Capacity, worker.Load, worker.Draining, worker.Lost, worker.StartedAt.ToUniversalTime(),
        worker.LeaseMilliseconds, worker.Version);
}

sealed record WorkersView(IReadOnlyList<WorkerView> Workers);

static class ListWorkers
{
    public static async Task<Ok<WorkersView>> Handle(WorkerDirectory workers, CancellationToken ct) =>
        TypedResults.Ok(new WorkersView([.. (await workers.All(ct)).Select(WorkerView.Of)]));
}
