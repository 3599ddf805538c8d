namespace Realtime.Console.Api;

/// <summary>A worker as operators of the deployment see it.</summary>
/// <param name="LeaseMilliseconds">The time until its lease expires; negative once it has expired.</param>
/// <param name="Version">The version of its program; null for one that does not say.</param>
public sealed record WorkerRow(string Id, string Address, int Capacity, int Load, bool Draining, bool Lost, DateTimeOffset StartedAt,
    long LeaseMilliseconds, string? Version)
{
    public bool IsAlive => !Lost && LeaseMilliseconds > 0;
}

public sealed record WorkerList(IReadOnlyList<WorkerRow> Workers);

/// <summary>The API's calls about workers.</summary>
sealed class WorkersApi(ApiCalls api)
{
    public async Task<IReadOnlyList<WorkerRow>> List(CancellationToken ct) => (await api.Get<WorkerList>("workers", ct)).Workers;
}
