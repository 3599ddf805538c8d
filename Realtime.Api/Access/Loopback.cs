using System.Net;

namespace Realtime.Api.Access;

/// <summary>Names of this machine.</summary>
static class Loopback
{
    public static bool IsName(string host) =>
        host is "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
