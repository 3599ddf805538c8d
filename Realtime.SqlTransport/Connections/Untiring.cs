namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>A background loop that an exception of its own does not end.</summary>
static class Untiring
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task Run(string name, Func<CancellationToken, Task> loop, CancellationToken cancellation)
    {
        await Task.Yield();
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await loop(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogContext.Error?.Log(failure, "The transport's {Loop} failed and begins anew", name);
                await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
