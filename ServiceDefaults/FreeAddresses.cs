using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Realtime.ServiceDefaults;

/// <summary>Looks whether a service can listen where it is to: the server itself says in three stack traces that it cannot.</summary>
static class FreeAddresses
{
    const string Setting = "urls";

    /// <exception cref="AddressInUseException">Another program listens at an address; the message says what to do.</exception>
    public static void Require(IConfiguration settings)
    {
        foreach (var address in (settings[Setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (IsInUse(BindingAddress.Parse(address)))
                throw new AddressInUseException(
                    $"Another program listens at {address}. Stop it, or choose another address: --{Setting} http://localhost:PORT");
    }

    static bool IsInUse(BindingAddress address)
    {
        if (address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe) return false;
        // A name other than localhost, such as *, stands for every address.
        var ip = IPAddress.TryParse(address.Host, out var given) ? given
            : address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : IPAddress.Any;
        using var listener = new TcpListener(ip, address.Port);
        try
        {
            listener.Start();
            return false;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode is SocketError.AddressAlreadyInUse;
        }
    }
}
