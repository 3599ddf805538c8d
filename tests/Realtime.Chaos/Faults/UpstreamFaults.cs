using Realtime.Testing.Client;

namespace Realtime.Chaos.Faults;

static class UpstreamFaults
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Breaks a connection at the simulator, unless the connection has closed by now.</summary>
    public static async Task BreakIfOpen(this SimulatorClient upstream, UpstreamConnection connection, string fault)
    {
        try
        {
            await upstream.TryBreak(connection, fault).WaitAsync(Patience);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            // The fault may also break the response to the request that triggers it.
        }
    }
}
