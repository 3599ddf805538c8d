using JasperFx.Events.Daemon;
using Marten.Internal.Saving;
using Microsoft.Extensions.Logging;

namespace Marten.Internal.Daemon;

/// <summary>Makes a projection's documents anew, from the first event to the last there is at the start.</summary>
internal sealed class ProjectionRebuild(DocumentStore store, ILogger logger) : IProjectionDaemon
{
    public Task RebuildProjectionAsync<TView>(CancellationToken token) =>
        Rebuild(p => p.Type == typeof(TView) || p.Mapping.Type == typeof(TView), typeof(TView).Name, token);

    public Task RebuildProjectionAsync(string projectionName, CancellationToken token) =>
        Rebuild(p => p.Name == projectionName, projectionName, token);

    public void Dispose()
    {
    }

    async Task Rebuild(Predicate<Projection> which, string name, CancellationToken token)
    {
        var all = store.Options.Projections;
        var projection = all.Async.Find(which) ?? all.Inline.Find(which) ?? throw new ArgumentException($"There is no projection {name}.", nameof(name));
        var mark = await ReachEnd(token);
        var shard = new ProjectionShard(projection);
        await Empty(shard, token);
        var agent = new ShardAgent(store, shard, all.RebuildErrors, logger);
        for (var position = 0L; position < mark;) position = await agent.Step(position, mark, token);
    }

    async Task<long> ReachEnd(CancellationToken token)
    {
        var highWater = new HighWater(store, store.Options.Projections);
        await highWater.Start(token);
        var end = await LogEnd.Read(store, token);
        while (true)
        {
            await highWater.Advance(token);
            if (highWater.Mark >= end) return highWater.Mark;
            await Task.Delay(store.Options.Projections.FastPollingTime, token);
        }
    }

    async Task Empty(ProjectionShard shard, CancellationToken token)
    {
        await using var session = new DocumentSession(store);
        var mapping = shard.Projection.Mapping;
        session.Work.Operations.Add((mapping, () => new PlainOperation(Sql.Command($"delete from {mapping.Table}"))));
        session.Work.Operations.Add((null, () => Progress.Reset(shard.Identity)));
        await session.SaveChangesAsync(token);
    }
}
