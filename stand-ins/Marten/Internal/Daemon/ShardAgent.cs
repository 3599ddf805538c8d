using JasperFx.Events.Daemon;
using Microsoft.Extensions.Logging;

namespace Marten.Internal.Daemon;

/// <summary>Runs one shard: page after page, each saved with its progress. After a failure it rests, and starts at its last progress.</summary>
internal sealed class ShardAgent(DocumentStore store, Shard shard, ErrorHandlingOptions errors, ILogger logger)
{
    const int PageSize = 500;

    public async Task Run(Watermark watermark, TimeSpan rest, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                await Follow(watermark, token);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                DaemonLog.Paused(logger, e, shard.Identity, rest.TotalSeconds);
            }

            await Task.Delay(rest, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Processes a page and gives the number up to which the shard is done.</summary>
    public async Task<long> Step(long position, long mark, CancellationToken token)
    {
        var page = await EventLoader.Load(store, shard, position, mark, PageSize, errors, token);
        await using var session = new DocumentSession(store);
        foreach (var (sequence, why) in page.Skipped)
        {
            DaemonLog.Skipped(logger, why, shard.Identity, sequence);
            shard.Skip(session, sequence, why);
        }

        await shard.Process(session, page.Range, errors, token);
        session.Work.Operations.Add((null, () => Progress.Move(shard.Identity, position, page.Range.SequenceCeiling)));
        await session.SaveChangesAsync(token);
        return page.Range.SequenceCeiling;
    }

    async Task Follow(Watermark watermark, CancellationToken token)
    {
        await Progress.Raise(store, shard.Identity, 0, token);
        var position = await Progress.Read(store, shard.Identity, token) ?? 0;
        while (true) position = await Step(position, await watermark.Past(position, token), token);
    }
}
