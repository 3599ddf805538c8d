using Realtime.Simulator.Faults;

namespace Realtime.Simulator.Connections;

internal sealed partial class Connection
{
    private static readonly TimeSpan LongestStall = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StallCheck = TimeSpan.FromMilliseconds(200);

    /// <summary>Inflicts a fault now, between two messages.</summary>
    public async Task BreakAsync(Fault fault)
    {
        foreach (var step in fault.Steps)
        {
            record.Fault(step.Name);
            LogFault(record.Id, step.Name);
            try
            {
                await step.Run(this, fault);
            }
            catch (Exception lost) when (Loss.Is(lost))
            {
                return;
            }
        }

        if (wire.IsStalled)
            _ = AbortOnceClientHasGoneAsync(fault.Delay ?? LongestStall);
    }

    /// <summary>Sends a Close frame. Aborts the connection if the frame cannot be written or is not answered in time.</summary>
    public async Task CloseAsync(int code, string? reason)
    {
        _ = AbortLaterAsync();
        try
        {
            using var turn = await Outbox.TakeTurnAsync();
            await Outbox.CloseAsync(code, reason);
        }
        catch (Exception lost) when (Loss.Is(lost))
        {
            wire.Abort();
        }
    }

    private async Task ExpireAsync()
    {
        if (record.HasSentClose)
            return;
        await BreakAsync(Fault.Parse("session-expired,close", new Dictionary<string, string>()));
    }

    private async Task AbortLaterAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(options.CloseTimeoutMilliseconds), time, wire.Closed)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!wire.Closed.IsCancellationRequested)
            wire.Abort();
    }

    // A stalled connection does not read, so it does not notice that its client has disconnected. With a full TCP window not even TCP does.
    private async Task AbortOnceClientHasGoneAsync(TimeSpan longest)
    {
        var start = time.GetTimestamp();
        while (!wire.Closed.IsCancellationRequested && !wire.PeerHasGone && time.GetElapsedTime(start) < longest)
            await Task.Delay(StallCheck, time, wire.Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        wire.Abort();
    }
}
