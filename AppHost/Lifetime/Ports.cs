using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AppHost.Services;
using Microsoft.Extensions.Configuration;

namespace AppHost.Lifetime;

/// <summary>The ports that a run uses on this machine, and the setting of each.</summary>
static class Ports
{
    /// <summary>How long the orchestrator of a killed run may take to end what it started.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="CannotRunException">Another program listens on a port. The message names the port and its setting.</exception>
    public static void RequireFree(IConfiguration settings)
    {
        if (settings.GetValue<bool>("DcpPublisher:RandomizePorts")) return;
        var start = TimeProvider.System.GetTimestamp();
        var told = false;
        while (InUse(settings).ToArray() is [var first, ..] taken)
        {
            var which = string.Join(", ", taken.Select(port => $"{port.Port} ({port.Setting})"));
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new CannotRunException(
                    $"Another program or another run uses port {which}. Stop it, or choose another port: "
                    + $"dotnet run --project AppHost -- --{first.Setting}={Another(settings, first)}");
            if (!told)
                Console.WriteLine(
                    $"Port {which} is in use. Waiting up to {Patience.TotalSeconds:F0} s, in case a killed run is still ending.");
            told = true;
            Task.Delay(TimeSpan.FromMilliseconds(200)).Wait();
        }
    }

    static IEnumerable<(int Port, string Setting)> InUse(IConfiguration settings) =>
        All(settings).Where(port => port.Port > 0 && !IsFree(port.Port));

    static IEnumerable<(int Port, string Setting)> All(IConfiguration settings)
    {
        yield return (ApiPorts.Http(settings), ApiPorts.HttpSetting);
        yield return (ApiPorts.Console(settings), ApiPorts.ConsoleSetting);
        yield return (ApiPorts.Tls(settings) ?? 0, ApiPorts.TlsSetting);
        yield return (settings.GetValue("Realtime:Postgres:Port", 0), "Realtime:Postgres:Port");
        foreach (var setting in new[] { "ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL" })
            foreach (var address in (settings[setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
                if (Uri.TryCreate(address, UriKind.Absolute, out var uri)) yield return (uri.Port, setting);
    }

    /// <summary>A value for the setting with the next port that is free.</summary>
    static string Another(IConfiguration settings, (int Port, string Setting) taken)
    {
        var free = Enumerable.Range(taken.Port + 1, ushort.MaxValue - taken.Port).FirstOrDefault(IsFree, taken.Port);
        return Uri.TryCreate(settings[taken.Setting]?.Split(';')[0], UriKind.Absolute, out var address)
            ? $"{address.Scheme}://{address.Host}:{free}"
            : free.ToString(CultureInfo.InvariantCulture);
    }

    static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    static bool IsFree(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode is SocketError.AddressNotAvailable; // a machine without IPv6
        }
    }
}
