using Microsoft.Extensions.Options;

namespace Realtime.Api.Limits;

/// <summary>
/// Clients that come back all at once queue here for what each has to look up: the database's connections stay free for those who are being served.
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
