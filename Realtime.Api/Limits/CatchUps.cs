using Microsoft.Extensions.Options;

namespace Realtime.Api.Limits;

/// <summary>
/// Clients that reconnect all at once queue here for their reads, so that the database's connections stay free for others.
/// </summary>
sealed class CatchUps(IOptions<ApiOptions> options) : IDisposable
{
    readonly SemaphoreSlim turns = new(options.Value.CatchUpReads);

    public async Task<T> Run<T>(Func<Task<T>> read, CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        try
        {
            return await read();
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
