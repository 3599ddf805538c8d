namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Runs a background loop, and runs it again after an exception.</summary>
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
                LogContext.Error?.Log(failure, "The SQL transport's loop for {Loop} failed. It starts again", name);
                await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
